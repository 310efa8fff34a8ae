package dev.tallystick.local.permission;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Policies that AWS has made: what they allow of the services that run here. */
final class ManagedPolicies {

    private static final String PREFIX = "arn:aws:iam::aws:policy/";

    private static final Map<String, List<String>> ACTIONS = Map.ofEntries(
            Map.entry("AWSLambdaBasicExecutionRole", List.of()),
            Map.entry("AWSLambdaVPCAccessExecutionRole", List.of()),
            Map.entry("AWSXRayDaemonWriteAccess", List.of()),
            Map.entry("AWSXrayWriteOnlyAccess", List.of()),
            Map.entry("CloudWatchLambdaInsightsExecutionRolePolicy", List.of()),
            Map.entry("AWSLambdaRole", List.of("lambda:InvokeFunction")),
            Map.entry(
                    "AWSLambdaSQSQueueExecutionRole",
                    List.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes")),
            Map.entry(
                    "AWSLambdaDynamoDBExecutionRole",
                    List.of(
                            "dynamodb:DescribeStream",
                            "dynamodb:GetRecords",
                            "dynamodb:GetShardIterator",
                            "dynamodb:ListStreams")),
            Map.entry("AmazonDynamoDBFullAccess", List.of("dynamodb:*")),
            Map.entry("AmazonDynamoDBFullAccess_v2", List.of("dynamodb:*")),
            Map.entry(
                    "AmazonDynamoDBReadOnlyAccess",
                    List.of(
                            "dynamodb:BatchGetItem",
                            "dynamodb:Describe*",
                            "dynamodb:List*",
                            "dynamodb:GetItem",
                            "dynamodb:GetResourcePolicy",
                            "dynamodb:Query",
                            "dynamodb:Scan",
                            "dynamodb:PartiQLSelect")),
            Map.entry("AmazonSQSFullAccess", List.of("sqs:*")),
            Map.entry(
                    "AmazonSQSReadOnlyAccess",
                    List.of(
                            "sqs:GetQueueAttributes",
                            "sqs:GetQueueUrl",
                            "sqs:ListDeadLetterSourceQueues",
                            "sqs:ListMessageMoveTasks",
                            "sqs:ListQueues",
                            "sqs:ListQueueTags")),
            Map.entry("SecretsManagerReadWrite", List.of("secretsmanager:*")),
            Map.entry("AdministratorAccess", List.of("*")));

    private ManagedPolicies() {}

    /** The policy of that name or ARN, if it is known. */
    static Optional<List<Statement>> find(String nameOrArn) {
        String path = nameOrArn.startsWith(PREFIX) ? nameOrArn.substring(PREFIX.length()) : nameOrArn;
        return Optional.ofNullable(ACTIONS.get(path.substring(path.lastIndexOf('/') + 1)))
                .map(actions -> actions.isEmpty()
                        ? List.of()
                        : List.of(Statement.allow(List.of("*"), actions.toArray(String[]::new))));
    }
}
