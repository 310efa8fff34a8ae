package dev.tallystick.template;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The metrics of alarms and dashboards: each is one that AWS writes, that a filter makes of log lines, or that the code writes. */
final class Metrics {

    private static final KnownMetrics AWS = KnownMetrics.read();

    private Metrics() {}

    /** A metric that something looks at, and its dimensions by name. */
    record Used(String by, String namespace, String name, Map<String, String> dimensions) {}

    static Stream<String> faults(Deployed deployed) {
        return Stream.concat(alarms(deployed), Dashboards.metrics(deployed))
                .flatMap(used -> (used.namespace().startsWith("AWS/") ? ofAws(used, deployed) : ofOurs(used, deployed))
                        .map(fault -> used.by() + ": " + fault));
    }

    private static Stream<Used> alarms(Deployed deployed) {
        return deployed.sorted("AWS::CloudWatch::Alarm").flatMap(id -> {
            Map<String, Object> alarm = deployed.properties(id);
            Stream<Map<String, Object>> single = alarm.containsKey("MetricName") ? Stream.of(alarm) : Stream.empty();
            Stream<Map<String, Object>> several = Values.list(alarm.getOrDefault("Metrics", List.of())).stream()
                    .map(query -> Values.map(Values.at(query, "MetricStat.Metric")))
                    .filter(metric -> !metric.isEmpty());
            return Stream.concat(single, several)
                    .map(metric -> new Used(
                            id,
                            String.valueOf(metric.get("Namespace")),
                            String.valueOf(metric.get("MetricName")),
                            dimensions(metric)));
        });
    }

    private static Map<String, String> dimensions(Map<String, Object> metric) {
        return new TreeMap<>(Values.list(metric.getOrDefault("Dimensions", List.of())).stream()
                .map(Values::map)
                .collect(Collectors.toMap(
                        dimension -> String.valueOf(dimension.get("Name")),
                        dimension -> String.valueOf(dimension.get("Value")))));
    }

    private static Stream<String> ofAws(Used used, Deployed deployed) {
        if (!AWS.has(used.namespace(), used.name(), used.dimensions().keySet())) {
            return Stream.of("AWS writes no %s %s by %s"
                    .formatted(used.namespace(), used.name(), used.dimensions().keySet()));
        }
        Stream<String> streams = used.name().equals("IteratorAge")
                        && !readsAStream(used.dimensions().get("FunctionName"), deployed)
                ? Stream.of(used.dimensions().get("FunctionName") + " reads no stream")
                : Stream.empty();
        return Stream.concat(
                streams,
                used.dimensions().entrySet().stream()
                        .filter(dimension -> !means(dimension.getKey(), dimension.getValue(), deployed))
                        .map(dimension -> "there is no %s %s".formatted(dimension.getKey(), dimension.getValue())));
    }

    private static boolean readsAStream(String function, Deployed deployed) {
        return deployed.ids("AWS::Lambda::EventSourceMapping").stream()
                .map(deployed::properties)
                .filter(mapping -> mapping.containsKey("StartingPosition"))
                .map(mapping -> deployed.function(mapping.get("FunctionName")))
                .anyMatch(id -> id.equals(Deployed.id(function))
                        || function.equals(deployed.properties(id).get("FunctionName")));
    }

    /** Whether a dimension's value is a resource of the kind that the dimension names. */
    private static boolean means(String dimension, String value, Deployed deployed) {
        String id = Deployed.id(value);
        return switch (dimension) {
            case "FunctionName" -> names(deployed, "AWS::Lambda::Function", "FunctionName", "", value);
            case "QueueName" -> names(deployed, "AWS::SQS::Queue", "QueueName", ".QueueName", value);
            case "TableName" -> names(deployed, "AWS::DynamoDB::Table", "TableName", "", value);
            case "ApiId" -> deployed.ids("AWS::ApiGatewayV2::Api").contains(id);
            case "RuleName" -> deployed.ids("AWS::Events::Rule").contains(id);
            default -> !value.isEmpty();
        };
    }

    private static boolean names(Deployed deployed, String type, String property, String attribute, String value) {
        return deployed.ids(type).stream()
                .anyMatch(id -> value.equals("${" + id + attribute + "}")
                        || value.equals(deployed.properties(id).get(property)));
    }

    private static Stream<String> ofOurs(Used used, Deployed deployed) {
        Set<String> filtered = deployed.ids("AWS::Logs::MetricFilter").stream()
                .flatMap(id ->
                        Values.list(deployed.properties(id).getOrDefault("MetricTransformations", List.of())).stream())
                .map(made -> Values.at(made, "MetricNamespace") + " " + Values.at(made, "MetricName") + " "
                        + names(Values.at(made, "Dimensions")))
                .collect(Collectors.toSet());
        String looked = "%s %s %s"
                .formatted(used.namespace(), used.name(), used.dimensions().keySet());
        return filtered.contains(looked) || WrittenMetrics.has(used.name())
                ? Stream.empty()
                : Stream.of("no filter and no code writes " + looked);
    }

    private static Object names(Object dimensions) {
        return dimensions instanceof Map
                ? Values.map(dimensions).keySet()
                : Values.list(dimensions).stream()
                        .map(dimension -> Values.at(dimension, "Key"))
                        .toList();
    }
}
