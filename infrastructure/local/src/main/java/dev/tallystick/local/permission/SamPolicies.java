package dev.tallystick.local.permission;

import dev.tallystick.local.template.Account;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** SAM's policy templates for the services that run here. */
final class SamPolicies {

    private static final List<String> READS = List.of("GetItem", "Scan", "Query", "BatchGetItem", "DescribeTable");
    private static final List<String> WRITES = List.of("PutItem", "UpdateItem", "BatchWriteItem");
    private static final List<String> BOTH = List.of(
            "GetItem",
            "DeleteItem",
            "PutItem",
            "Scan",
            "Query",
            "UpdateItem",
            "BatchWriteItem",
            "BatchGetItem",
            "DescribeTable",
            "ConditionCheckItem");

    private static final Map<String, List<String>> PARAMETERS = Map.of(
            "DynamoDBCrudPolicy", List.of("TableName"),
            "DynamoDBReadPolicy", List.of("TableName"),
            "DynamoDBWritePolicy", List.of("TableName"),
            "DynamoDBStreamReadPolicy", List.of("TableName", "StreamName"),
            "SQSSendMessagePolicy", List.of("QueueName"),
            "SQSPollerPolicy", List.of("QueueName"),
            "AWSSecretsManagerGetSecretValuePolicy", List.of("SecretArn"),
            "LambdaInvokePolicy", List.of("FunctionName"),
            "CloudWatchPutMetricPolicy", List.of());

    private final Account account;

    SamPolicies(Account account) {
        this.account = account;
    }

    /** The parameters that a policy template takes; nothing where it is not known. */
    static Optional<List<String>> parameters(String name) {
        return Optional.ofNullable(PARAMETERS.get(name));
    }

    /** What a known policy template allows with these values for its parameters. */
    List<Statement> expand(String name, List<String> values) {
        return switch (name) {
            case "DynamoDBCrudPolicy" -> table(values.getFirst(), BOTH);
            case "DynamoDBReadPolicy" -> table(values.getFirst(), READS);
            case "DynamoDBWritePolicy" -> table(values.getFirst(), WRITES);
            case "DynamoDBStreamReadPolicy" -> stream(values.getFirst(), values.getLast());
            case "SQSSendMessagePolicy" ->
                List.of(Statement.allow(List.of(account.arn("sqs", values.getFirst())), "sqs:SendMessage*"));
            case "SQSPollerPolicy" ->
                List.of(Statement.allow(
                        List.of(account.arn("sqs", values.getFirst())),
                        "sqs:ChangeMessageVisibility",
                        "sqs:DeleteMessage",
                        "sqs:GetQueueAttributes",
                        "sqs:ReceiveMessage"));
            case "AWSSecretsManagerGetSecretValuePolicy" ->
                List.of(Statement.allow(values, "secretsmanager:GetSecretValue"));
            // For services that ask nobody for permission here.
            case "LambdaInvokePolicy", "CloudWatchPutMetricPolicy" -> List.of();
            default -> throw new IllegalArgumentException(name);
        };
    }

    private List<Statement> table(String name, List<String> actions) {
        return List.of(Statement.allow(
                List.of(
                        account.arn("dynamodb", "table/" + name),
                        account.arn("dynamodb", "table/" + name + "/index/*")),
                actions.stream().map(action -> "dynamodb:" + action).toArray(String[]::new)));
    }

    private List<Statement> stream(String table, String stream) {
        return List.of(
                Statement.allow(
                        List.of(account.arn("dynamodb", "table/" + table + "/stream/" + stream)),
                        "dynamodb:DescribeStream",
                        "dynamodb:GetRecords",
                        "dynamodb:GetShardIterator"),
                Statement.allow(
                        List.of(account.arn("dynamodb", "table/" + table + "/stream/*")), "dynamodb:ListStreams"));
    }
}
