package dev.tallystick.template;

import static dev.tallystick.template.RulesTest.breaking;
import static dev.tallystick.template.RulesTest.put;

import dev.tallystick.template.RulesTest.Breaking;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** For each rule, changes of the template that break it. */
final class Breakings {

    private static final String RELAY = "Resources/RelayEntriesFunction/Properties/Events/Ledger/Properties/";
    private static final String BATCHES = "Resources/ApplyBatchesFunction/Properties/Events/Batches/Properties/";

    private Breakings() {}

    static Stream<Breaking> permissions() {
        return Stream.of(
                breaking(
                        Rule.NO_WILDCARD_IS_ALLOWED,
                        "WriteLogs allows logs:*",
                        policy("WriteLogs", "logs:*", attribute("Logs", "Arn"))),
                breaking(
                        Rule.NO_WILDCARD_IS_ALLOWED,
                        "WriteLogs allows *",
                        policy("WriteLogs", "logs:PutLogEvents", "*")),
                breaking(
                        Rule.NO_WILDCARD_IS_ALLOWED,
                        "WriteLogs allows NotResource",
                        put("Resources/WriteLogs/Properties/PolicyDocument/Statement/0/NotResource", "x")),
                breaking(
                        Rule.NO_POLICY_OF_AWS_IS_ATTACHED,
                        "AWSLambdaSQSQueueExecutionRole",
                        put("Resources/AppendFeedFunction/Properties/Role", null)),
                breaking(
                        Rule.NO_POLICY_OF_AWS_IS_ATTACHED,
                        "CodeDeployServiceRole has ",
                        put("Globals/Function/DeploymentPreference/Role", null)),
                breaking(
                        Rule.THE_LEDGER_IS_APPEND_ONLY,
                        "WriteLogs allows dynamodb:DeleteItem on the ledger",
                        policy("WriteLogs", "dynamodb:DeleteItem", attribute("LedgerTable", "Arn"))),
                breaking(
                        Rule.THE_LEDGER_IS_APPEND_ONLY,
                        "WriteLogs allows dynamodb:PutItem on the ledger",
                        policy("WriteLogs", "dynamodb:PutItem", attribute("LedgerTable", "Arn"))),
                breaking(
                        Rule.THE_LEDGER_IS_APPEND_ONLY,
                        "does not deny dynamodb:UpdateItem",
                        ledgerPolicy("0/Action", List.of("dynamodb:DeleteItem"))),
                breaking(
                        Rule.THE_LEDGER_IS_APPEND_ONLY,
                        "does not deny dynamodb:DeleteItem",
                        ledgerPolicy("0/Principal", Map.of("AWS", "arn:aws:iam::123456789012:root"))),
                breaking(
                        Rule.THE_LEDGER_IS_APPEND_ONLY,
                        "does not deny dynamodb:PutItem outside a transaction",
                        ledgerPolicy("1/Resource", Map.of("Fn::Sub", "arn:aws:dynamodb:::table/${Name}-ledger"))));
    }

    static Stream<Breaking> metrics() {
        return Stream.of(
                breaking(Rule.EVERY_METRIC_EXISTS, "AWS writes no AWS/ApiGateway 5XXError", alarm("5XXError", "ApiId")),
                breaking(
                        Rule.EVERY_METRIC_EXISTS,
                        "AWS writes no AWS/ApiGateway 5xx by [ApiName]",
                        alarm("5xx", "ApiName")),
                breaking(Rule.EVERY_METRIC_EXISTS, "there is no ApiId ${Logs}", alarm("5xx", "ApiId")),
                breaking(
                        Rule.EVERY_METRIC_EXISTS,
                        "no filter and no code writes ours Nothing",
                        put(
                                "Resources/New",
                                Map.of(
                                        "Type",
                                        "AWS::CloudWatch::Alarm",
                                        "Properties",
                                        Map.of("Namespace", "ours", "MetricName", "Nothing")))),
                breaking(
                        Rule.EVERY_METRIC_EXISTS,
                        "AWS writes no AWS/SQS Age by [QueueName]",
                        put(
                                "Resources/New",
                                Map.of(
                                        "Type",
                                        "AWS::CloudWatch::Dashboard",
                                        "Properties",
                                        Map.of("DashboardBody", """
                                                {"widgets": [{"properties": {"metrics": [
                                                  ["AWS/SQS", "NumberOfMessagesSent", "QueueName", "a", {"stat": "Sum"}],
                                                  [".", "Age", "...", "b"]]}}]}""")))),
                breaking(
                        Rule.EVERY_METRIC_EXISTS,
                        "reads no stream",
                        put(
                                "Resources/New",
                                Map.of(
                                        "Type",
                                        "AWS::CloudWatch::Alarm",
                                        "Properties",
                                        Map.of(
                                                "Namespace",
                                                "AWS/Lambda",
                                                "MetricName",
                                                "IteratorAge",
                                                "Dimensions",
                                                List.of(Map.of(
                                                        "Name",
                                                        "FunctionName",
                                                        "Value",
                                                        Map.of("Ref", "EnrolMemberFunction"))))))));
    }

    static Stream<Breaking> mappings() {
        return Stream.of(
                breaking(
                        Rule.QUEUES_SUIT_THEIR_FUNCTIONS,
                        "is hidden for 300 s, and the function may take 60 s",
                        put("Resources/BatchesQueue/Properties/VisibilityTimeout", 300)),
                breaking(Rule.QUEUES_SUIT_THEIR_FUNCTIONS, "a batch of 11", put(BATCHES + "BatchSize", 11)),
                breaking(
                        Rule.QUEUES_SUIT_THEIR_FUNCTIONS,
                        "failures of single messages are not reported",
                        put(BATCHES + "FunctionResponseTypes", null)),
                breaking(
                        Rule.QUEUES_SUIT_THEIR_FUNCTIONS,
                        "tried too few times",
                        put("Resources/BatchesQueue/Properties/RedrivePolicy/maxReceiveCount", 4)),
                breaking(Rule.STREAMS_SUIT_THEIR_FUNCTIONS, "at the oldest", put(RELAY + "StartingPosition", "LATEST")),
                breaking(
                        Rule.STREAMS_SUIT_THEIR_FUNCTIONS,
                        "said of retries",
                        put(RELAY + "MaximumRetryAttempts", null)),
                breaking(
                        Rule.STREAMS_SUIT_THEIR_FUNCTIONS,
                        "given up after -1 s",
                        put(RELAY + "MaximumRecordAgeInSeconds", null)),
                breaking(
                        Rule.STREAMS_SUIT_THEIR_FUNCTIONS,
                        "is not halved",
                        put(RELAY + "BisectBatchOnFunctionError", null)),
                breaking(Rule.STREAMS_SUIT_THEIR_FUNCTIONS, "goes nowhere", put(RELAY + "DestinationConfig", null)),
                breaking(
                        Rule.STREAMS_SUIT_THEIR_FUNCTIONS,
                        "RelayEntriesFunction may not send",
                        put(
                                RELAY + "DestinationConfig/OnFailure/Destination",
                                attribute("WaitingRefundsDeadLetters", "Arn"))),
                breaking(
                        Rule.STREAMS_SUIT_THEIR_FUNCTIONS,
                        "has 3 readers",
                        put(
                                "Resources/AppendFeedFunction/Properties/Events/Third",
                                Map.of(
                                        "Type",
                                        "DynamoDB",
                                        "Properties",
                                        Map.of("Stream", attribute("LedgerTable", "StreamArn"))))),
                breaking(
                        Rule.FUNCTIONS_ANSWER_IN_TIME,
                        "EnrolMemberFunction may take 30 s",
                        put("Resources/EnrolMemberFunction/Properties/Timeout", 30)));
    }

    static Stream<Breaking> files() {
        return Stream.of(
                breaking(
                        Rule.TABLES_ARE_KEPT,
                        "LedgerTable: no point-in-time recovery",
                        put("Resources/LedgerTable/Properties/PointInTimeRecoverySpecification", null)),
                breaking(
                        Rule.TABLES_ARE_KEPT,
                        "MembersTable: no deletion protection",
                        put("Resources/MembersTable/Properties/DeletionProtectionEnabled", false)),
                breaking(
                        Rule.TABLES_ARE_KEPT,
                        "InsightsTable: goes with the stack",
                        put("Resources/InsightsTable/UpdateReplacePolicy", "Delete")),
                breaking(
                        Rule.QUEUES_ARE_ENCRYPTED_AND_KEEP_FOR_LONG,
                        "FeedQueue: not encrypted",
                        put("Resources/FeedQueue/Properties/SqsManagedSseEnabled", null)),
                breaking(
                        Rule.QUEUES_ARE_ENCRYPTED_AND_KEEP_FOR_LONG,
                        "FeedQueue: messages are kept for 60 s",
                        put("Resources/FeedQueue/Properties/MessageRetentionPeriod", 60)),
                breaking(
                        Rule.LOGS_COME_TO_AN_END,
                        "Logs: lines are kept for ever",
                        put("Resources/Logs/Properties/RetentionInDays", null)),
                breaking(
                        Rule.LOGS_COME_TO_AN_END,
                        "logs to no group",
                        put("Globals/Function/LoggingConfig/LogGroup", null)),
                breaking(
                        Rule.EVERY_REFERENCE_EXISTS,
                        "Logs: there is no Nobody",
                        put("Resources/Logs/Properties/LogGroupName", Map.of("Ref", "Nobody"))),
                breaking(
                        Rule.EVERY_REFERENCE_EXISTS,
                        "there is no FeedQueue.StreamArn",
                        put("Resources/Logs/Properties/LogGroupName", attribute("FeedQueue", "StreamArn"))),
                breaking(
                        Rule.EVERY_REFERENCE_EXISTS,
                        "there is no Nobody",
                        put("Resources/Logs/Properties/LogGroupName", Map.of("Fn::Sub", "/${Name}/${Nobody}"))),
                breaking(Rule.EVERY_REFERENCE_EXISTS, "there is no Never", put("Resources/Logs/Condition", "Never")),
                breaking(
                        Rule.EVERY_CONDITION_CAN_BE_TRUE_AND_FALSE,
                        "IsOdd is never true",
                        put("Conditions/IsOdd", Map.of("Fn::Equals", List.of(Map.of("Ref", "Stage"), "PROD")))),
                breaking(
                        Rule.EVERY_CONDITION_CAN_BE_TRUE_AND_FALSE,
                        "IsAlways is never false",
                        put("Conditions/IsAlways", Map.of("Fn::Equals", List.of("a", "a")))),
                breaking(
                        Rule.NOTHING_IS_UNUSED,
                        "template.yaml: nothing reads IsIdle",
                        put("Conditions/IsIdle", Map.of("Fn::Equals", List.of(Map.of("Ref", "Stage"), "prod")))),
                breaking(
                        Rule.NOTHING_IS_UNUSED,
                        "template.yaml: nothing reads Idle",
                        put("Parameters/Idle", Map.of("Type", "String"))));
    }

    private static Consumer<Map<String, Object>> policy(String id, String action, Object resource) {
        return put(
                "Resources/" + id + "/Properties/PolicyDocument/Statement",
                List.of(Map.of("Effect", "Allow", "Action", action, "Resource", resource)));
    }

    private static Consumer<Map<String, Object>> ledgerPolicy(String path, Object value) {
        return put("Resources/LedgerTable/Properties/ResourcePolicy/PolicyDocument/Statement/" + path, value);
    }

    private static Consumer<Map<String, Object>> alarm(String metric, String dimension) {
        return put(
                "Resources/New",
                Map.of(
                        "Type",
                        "AWS::CloudWatch::Alarm",
                        "Properties",
                        Map.of(
                                "Namespace",
                                "AWS/ApiGateway",
                                "MetricName",
                                metric,
                                "Dimensions",
                                List.of(Map.of("Name", dimension, "Value", Map.of("Ref", "Logs"))))));
    }

    private static Map<String, Object> attribute(String id, String name) {
        return Map.of("Fn::GetAtt", List.of(id, name));
    }
}
