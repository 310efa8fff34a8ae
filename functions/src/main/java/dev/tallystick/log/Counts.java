package dev.tallystick.log;

import dev.tallystick.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a call has counted; shown in the Embedded Metric Format of CloudWatch, so that its line in the log is its metrics as well. */
final class Counts {

    private final Map<Dimensions, Map<Metric, Long>> counted = new LinkedHashMap<>();

    synchronized void add(Dimensions dimensions, Metric metric, long value) {
        if (value != 0) {
            counted.computeIfAbsent(dimensions, any -> new EnumMap<>(Metric.class))
                    .merge(metric, value, Math::addExact);
        }
    }

    /**
     * Hands over what was counted, as fields of one line, or of several where a dimension has several values or a metric is
     * counted for several: a line has one value of each name.
     */
    synchronized List<Map<String, Object>> take(String namespace, Instant at) {
        List<Line> lines = new ArrayList<>();
        counted.forEach((dimensions, values) -> lines.stream()
                .filter(line -> line.hasRoomFor(dimensions, values))
                .findFirst()
                .orElseGet(() -> added(lines))
                .put(namespace, dimensions, values));
        counted.clear();
        return lines.stream().map(line -> line.fields(at)).toList();
    }

    private static Line added(List<Line> lines) {
        lines.add(new Line(new LinkedHashMap<>(), new ArrayList<>()));
        return lines.getLast();
    }

    /** Values by name, and what of them are metrics by which dimensions. */
    private record Line(Map<String, Object> values, List<Map<String, Object>> directives) {

        boolean hasRoomFor(Dimensions dimensions, Map<Metric, Long> metrics) {
            return dimensions.values().entrySet().stream()
                            .allMatch(one -> values.getOrDefault(one.getKey(), one.getValue())
                                    .equals(one.getValue()))
                    && metrics.keySet().stream().noneMatch(metric -> values.containsKey(metric.label()));
        }

        void put(String namespace, Dimensions dimensions, Map<Metric, Long> metrics) {
            values.putAll(dimensions.sorted());
            metrics.forEach((metric, value) -> values.put(metric.label(), value));
            directives.add(new JsonObject()
                    .with("Namespace", namespace)
                    .with("Dimensions", List.of(List.copyOf(dimensions.sorted().keySet())))
                    .with(
                            "Metrics",
                            metrics.keySet().stream()
                                    .map(metric -> Map.of("Name", metric.label(), "Unit", "Count"))
                                    .toList())
                    .build());
        }

        Map<String, Object> fields(Instant at) {
            return new JsonObject()
                    .withAll(values)
                    .with(
                            "_aws",
                            new JsonObject()
                                    .with("Timestamp", at.toEpochMilli())
                                    .with("CloudWatchMetrics", directives)
                                    .build())
                    .build();
        }
    }
}
