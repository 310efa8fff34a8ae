package dev.tallystick.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/** What calls a function: routes, mappings and schedules, with the permission to do so. */
final class ExpandedEvents {

    private static final Set<String> OF_MAPPINGS = Set.of(
            "BatchSize",
            "BisectBatchOnFunctionError",
            "Enabled",
            "FilterCriteria",
            "FunctionResponseTypes",
            "MaximumBatchingWindowInSeconds",
            "MaximumRecordAgeInSeconds",
            "MaximumRetryAttempts",
            "ParallelizationFactor",
            "ScalingConfig",
            "StartingPosition",
            "TumblingWindowInSeconds");

    private final String function;
    private final String alias;
    private final Apis apis;
    private final BiFunction<String, Map<String, Object>, Map<String, Object>> resource;

    ExpandedEvents(
            String function,
            String alias,
            Apis apis,
            BiFunction<String, Map<String, Object>, Map<String, Object>> resource) {
        this.function = function;
        this.alias = alias;
        this.apis = apis;
        this.resource = resource;
    }

    void add(Map<String, Object> events, Map<String, Object> resources) {
        events.forEach((name, event) -> {
            String id = function + name;
            Map<String, Object> properties = Values.map(Values.at(event, "Properties"));
            switch (String.valueOf(Values.at(event, "Type"))) {
                case "HttpApi" -> resources.put(id + "Permission", ofRoute(properties));
                case "SQS" -> resources.put(id, mapping(properties, "Queue"));
                case "DynamoDB" -> resources.put(id, mapping(properties, "Stream"));
                case "Schedule" -> {
                    resources.put(id, rule(id, properties));
                    resources.put(
                            id + "Permission",
                            permission("events.amazonaws.com", Map.of("Fn::GetAtt", List.of(id, "Arn"))));
                }
                case String other -> throw new AssertionError("the expansion does not know the event " + other);
            }
        });
    }

    private Map<String, Object> ofRoute(Map<String, Object> event) {
        String path = apis.route(event, alias);
        return permission(
                "apigateway.amazonaws.com",
                Map.of(
                        "Fn::Sub",
                        List.of(
                                "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${__ApiId__}/${__Stage__}/"
                                        + path,
                                Map.of("__ApiId__", event.getOrDefault("ApiId", Map.of()), "__Stage__", "*"))));
    }

    private Map<String, Object> mapping(Map<String, Object> event, String source) {
        Map<String, Object> mapping = new LinkedHashMap<>();
        event.forEach((name, value) -> {
            if (OF_MAPPINGS.contains(name)) {
                mapping.put(name, value);
            } else if (name.equals("DestinationConfig")) {
                mapping.put(
                        name, Map.of("OnFailure", Map.of("Destination", Values.at(value, "OnFailure.Destination"))));
            } else if (!name.equals(source)) {
                throw new AssertionError("the expansion does not know " + name + " of an event of " + function);
            }
        });
        mapping.put("EventSourceArn", event.getOrDefault(source, Map.of()));
        mapping.put("FunctionName", Map.of("Ref", alias));
        return resource.apply("AWS::Lambda::EventSourceMapping", mapping);
    }

    private Map<String, Object> rule(String id, Map<String, Object> event) {
        Map<String, Object> target = new LinkedHashMap<>();
        target.put("Arn", Map.of("Ref", alias));
        target.put("Id", id + "LambdaTarget");
        Map<String, Object> rule = new LinkedHashMap<>();
        event.forEach((name, value) -> {
            switch (name) {
                case "Schedule" -> rule.put("ScheduleExpression", value);
                case "Input", "RetryPolicy" -> target.put(name, value);
                case "Description", "Name", "State" -> rule.put(name, value);
                default -> throw new AssertionError("the expansion does not know " + name + " of " + id);
            }
        });
        rule.put("Targets", List.of(target));
        return resource.apply("AWS::Events::Rule", rule);
    }

    private Map<String, Object> permission(String principal, Object source) {
        return resource.apply(
                "AWS::Lambda::Permission",
                Map.of(
                        "Action",
                        "lambda:InvokeFunction",
                        "FunctionName",
                        Map.of("Ref", alias),
                        "Principal",
                        principal,
                        "SourceArn",
                        source));
    }
}
