package dev.tallystick.template;

import dev.tallystick.template.Deployed.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Entries are put in transactions and read. No role may do more, and the table itself denies it to everyone. */
final class LedgerGrants {

    private static final String TABLE = "LedgerTable";
    private static final String PUT = "dynamodb:PutItem";
    private static final String ENCLOSING = "dynamodb:EnclosingOperation";
    private static final String TRANSACTION = "TransactWriteItems";
    private static final Set<String> READING = Set.of(
            "dynamodb:GetItem",
            "dynamodb:Query",
            "dynamodb:Scan",
            "dynamodb:DescribeStream",
            "dynamodb:GetRecords",
            "dynamodb:GetShardIterator",
            "dynamodb:ListStreams");
    private static final Set<String> DENIED = Set.of(
            "dynamodb:UpdateItem",
            "dynamodb:DeleteItem",
            "dynamodb:BatchWriteItem",
            "dynamodb:PartiQLInsert",
            "dynamodb:PartiQLUpdate",
            "dynamodb:PartiQLDelete",
            "dynamodb:UpdateTimeToLive");

    private LedgerGrants() {}

    static Stream<String> faults(Deployed deployed) {
        String name = String.valueOf(deployed.properties(TABLE).get("TableName"));
        return Stream.concat(allowed(deployed, name), denied(deployed, name).stream());
    }

    private static Stream<String> allowed(Deployed deployed, String name) {
        return deployed.statements("Allow")
                .filter(statement -> statement.resources().stream()
                        .anyMatch(resource -> resource.contains(TABLE) || resource.contains(name)))
                .flatMap(statement -> statement.actions().stream()
                        .filter(action -> !READING.contains(action))
                        .filter(action -> !action.equals(PUT) || !inTransactions(statement))
                        .map(action -> "%s allows %s on the ledger".formatted(statement.in(), action)));
    }

    private static boolean inTransactions(Statement statement) {
        return Values.at(statement.map(), "Condition.ForAnyValue:StringEquals").equals(Map.of(ENCLOSING, TRANSACTION));
    }

    private static List<String> denied(Deployed deployed, String name) {
        String arn = "arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/" + name;
        List<Statement> denying = deployed.statements("Deny")
                .filter(statement -> statement.in().equals(TABLE))
                .filter(statement -> "*".equals(statement.map().get("Principal")))
                .filter(statement -> statement.resources().equals(List.of(arn)))
                .toList();
        List<String> faults = new ArrayList<>();
        DENIED.stream()
                .sorted()
                .filter(action -> denying.stream()
                        .noneMatch(statement -> !statement.map().containsKey("Condition")
                                && statement.actions().contains(action)))
                .forEach(action -> faults.add("the ledger's policy does not deny " + action));
        if (denying.stream().noneMatch(LedgerGrants::deniesPutsOutsideTransactions)) {
            faults.add("the ledger's policy does not deny " + PUT + " outside a transaction");
        }
        return faults;
    }

    /** {@code ForAllValues} holds also where the key is absent. */
    private static boolean deniesPutsOutsideTransactions(Statement statement) {
        return statement.actions().contains(PUT)
                && Values.at(statement.map(), "Condition")
                        .equals(Map.of("ForAllValues:StringNotEquals", Map.of(ENCLOSING, TRANSACTION)));
    }
}
