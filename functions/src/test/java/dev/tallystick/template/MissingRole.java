package dev.tallystick.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The role that SAM makes for a function without one: AWS's policies for all of an account's resources. */
final class MissingRole {

    private static final String AWS = "arn:aws:iam::aws:policy/";

    private MissingRole() {}

    static Map<String, Object> of(String function, Map<String, Object> properties) {
        Set<String> policies = new LinkedHashSet<>();
        policies.add(AWS + "service-role/AWSLambdaBasicExecutionRole");
        if ("Active".equals(properties.get("Tracing"))) {
            policies.add(AWS + "AWSXrayWriteOnlyAccess");
        }
        Values.map(properties.get("Events")).values().forEach(event -> {
            switch (String.valueOf(Values.at(event, "Type"))) {
                case "SQS" -> policies.add(AWS + "service-role/AWSLambdaSQSQueueExecutionRole");
                case "DynamoDB" -> policies.add(AWS + "service-role/AWSLambdaDynamoDBExecutionRole");
                case String other -> {}
            }
        });
        Map<String, Object> role = new LinkedHashMap<>();
        role.put("AssumeRolePolicyDocument", trust("lambda.amazonaws.com"));
        role.put("ManagedPolicyArns", List.copyOf(policies));
        List<Object> own = new ArrayList<>();
        if (properties.containsKey("DeadLetterQueue")) {
            own.add(sending("DeadLetterQueuePolicy", Values.at(properties, "DeadLetterQueue.TargetArn"), true));
        }
        Values.map(Values.at(properties, "EventInvokeConfig.DestinationConfig"))
                .forEach((when, to) -> own.add(sending(
                        "%sEventInvokeConfig%sSQSPolicy".formatted(function, when),
                        Values.at(to, "Destination"),
                        false)));
        if (!own.isEmpty()) {
            role.put("Policies", own);
        }
        return role;
    }

    static Map<String, Object> trust(String service) {
        return Map.of(
                "Version",
                "2012-10-17",
                "Statement",
                List.of(Map.of(
                        "Action",
                        List.of("sts:AssumeRole"),
                        "Effect",
                        "Allow",
                        "Principal",
                        Map.of("Service", List.of(service)))));
    }

    private static Map<String, Object> sending(String name, Object queue, boolean version) {
        Map<String, Object> document = new LinkedHashMap<>();
        if (version) {
            document.put("Version", "2012-10-17");
        }
        document.put("Statement", List.of(Map.of("Action", "sqs:SendMessage", "Resource", queue, "Effect", "Allow")));
        return Map.of("PolicyName", name, "PolicyDocument", document);
    }
}
