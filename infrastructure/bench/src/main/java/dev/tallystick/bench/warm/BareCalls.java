package dev.tallystick.bench.warm;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** The calls that an operation needs, with the items that it writes, and nothing around them. */
final class BareCalls {

    private final DynamoDbClient dynamo;
    private final String members;
    private final String ledger;

    BareCalls(DynamoDbClient dynamo, Map<String, String> environment) {
        this.dynamo = dynamo;
        this.members = String.valueOf(environment.get("MEMBERS_TABLE"));
        this.ledger = String.valueOf(environment.get("LEDGER_TABLE"));
    }

    /** The member's account as it is stored. */
    Map<String, AttributeValue> account(String member) {
        return dynamo.getItem(
                        get -> get.tableName(members).key(accountKey(member)).consistentRead(true))
                .item();
    }

    /** The member's newest entry as it is stored. */
    Map<String, AttributeValue> newestEntry(String member) {
        return dynamo.query(entries(member, 1)).items().getFirst();
    }

    /** Reads an account and puts it back with an entry; both are like the given ones and belong to nobody. */
    void write(Map<String, AttributeValue> account, Map<String, AttributeValue> entry) {
        Map<String, AttributeValue> key = accountKey("nobody");
        var _ = dynamo.getItem(get -> get.tableName(members).key(key).consistentRead(true));
        Map<String, AttributeValue> accountAfter = new HashMap<>(account);
        accountAfter.putAll(key);
        Map<String, AttributeValue> newEntry = new HashMap<>(entry);
        newEntry.put("pk", AttributeValue.fromS("PURCHASE#web#" + UUID.randomUUID()));
        newEntry.put("member", AttributeValue.fromS("nobody"));
        var _ = dynamo.transactWriteItems(transaction -> transaction.transactItems(List.of(
                put(Put.builder()
                        .tableName(ledger)
                        .item(newEntry)
                        .conditionExpression("attribute_not_exists(pk)")
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)),
                put(Put.builder()
                        .tableName(members)
                        .item(accountAfter)
                        .conditionExpression("attribute_not_exists(pk) or #seq = :before")
                        .expressionAttributeNames(Map.of("#seq", "seq"))
                        .expressionAttributeValues(
                                Map.of(":before", accountAfter.getOrDefault("seq", AttributeValue.fromN("0"))))))));
    }

    /** Reads what a wallet shows. */
    void wallet(String member) {
        var _ = dynamo.query(QueryRequest.builder()
                .tableName(members)
                .keyConditionExpression("pk = :pk and sk between :first and :last")
                .expressionAttributeValues(Map.of(
                        ":pk", AttributeValue.fromS("MEMBER#" + member),
                        ":first", AttributeValue.fromS("ACCOUNT"),
                        ":last", AttributeValue.fromS("PROFILE")))
                .build());
        var _ = dynamo.query(entries(member, 5));
    }

    private QueryRequest entries(String member, int limit) {
        return QueryRequest.builder()
                .tableName(ledger)
                .indexName("Statement")
                .keyConditionExpression("#member = :member and seq < :seq")
                .expressionAttributeNames(Map.of("#member", "member"))
                .expressionAttributeValues(Map.of(
                        ":member", AttributeValue.fromS(member),
                        ":seq", AttributeValue.fromN(Long.toString(Long.MAX_VALUE))))
                .scanIndexForward(false)
                .limit(limit)
                .build();
    }

    private static Map<String, AttributeValue> accountKey(String member) {
        return Map.of("pk", AttributeValue.fromS("MEMBER#" + member), "sk", AttributeValue.fromS("ACCOUNT"));
    }

    private static TransactWriteItem put(Put.Builder put) {
        return TransactWriteItem.builder().put(put.build()).build();
    }
}
