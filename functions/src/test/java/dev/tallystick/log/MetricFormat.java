package dev.tallystick.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The rules of CloudWatch's "Specification: Embedded metric format" and of the schema that it shows, as far as lines of ours can
 * break them.
 */
final class MetricFormat {

    private static final String UNITS =
            "(Seconds|Microseconds|Milliseconds|Bytes|Kilobytes|Megabytes|Gigabytes|Terabytes"
                    + "|Bits|Kilobits|Megabits|Gigabits|Terabits|Percent|Count)(/Second)?|None";

    private MetricFormat() {}

    /** A line without {@code _aws} is no document of the format and always right. */
    static void mustHold(Map<String, Object> line) {
        if (!line.containsKey("_aws")) {
            return;
        }
        Map<?, ?> metadata = (Map<?, ?>) line.get("_aws");
        assertThat(metadata.get("Timestamp")).as("milliseconds").isInstanceOf(Long.class);
        assertThat(directives(line)).isNotEmpty().allSatisfy(directive -> {
            assertThat((String) directive.get("Namespace")).hasSizeBetween(1, 255);
            assertThat((List<?>) directive.get("Dimensions")).isNotEmpty().allSatisfy(set -> {
                assertThat((List<?>) set).hasSizeLessThanOrEqualTo(9).doesNotHaveDuplicates();
                assertThat((List<?>) set)
                        .allSatisfy(key -> assertThat(line.get(key))
                                .as("a dimension's target is a text")
                                .isInstanceOfSatisfying(
                                        String.class, text -> assertThat(text).hasSizeBetween(1, 255)));
            });
            assertThat((List<?>) directive.get("Metrics"))
                    .isNotEmpty()
                    .hasSizeLessThanOrEqualTo(100)
                    .allSatisfy(metric -> {
                        Map<?, ?> definition = (Map<?, ?>) metric;
                        assertThat((String) definition.get("Name")).hasSizeBetween(1, 255);
                        assertThat(line.get(definition.get("Name")))
                                .as("a metric's target is a number")
                                .isInstanceOf(Number.class);
                        assertThat((String) definition.get("Unit")).matches(UNITS);
                    });
        });
    }

    /** What CloudWatch makes of a line. */
    static Map<String, Long> metrics(Map<String, Object> line) {
        Map<String, Long> metrics = new TreeMap<>();
        if (line.containsKey("_aws")) {
            directives(line)
                    .forEach(directive -> ((List<?>) directive.get("Dimensions")).forEach(set -> {
                        Map<Object, Object> dimensions = new TreeMap<>();
                        ((List<?>) set).forEach(key -> dimensions.put(key, line.get(key)));
                        ((List<?>) directive.get("Metrics")).forEach(metric -> {
                            String name = String.valueOf(((Map<?, ?>) metric).get("Name"));
                            metrics.merge(
                                    name + (dimensions.isEmpty() ? "" : dimensions),
                                    ((Number) line.get(name)).longValue(),
                                    Long::sum);
                        });
                    }));
        }
        return metrics;
    }

    private static List<Map<?, ?>> directives(Map<String, Object> line) {
        return ((List<?>) ((Map<?, ?>) line.get("_aws")).get("CloudWatchMetrics"))
                .stream().<Map<?, ?>>map(directive -> (Map<?, ?>) directive).toList();
    }
}
