package dev.tallystick.template;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** {@code cloudwatch-metrics.txt}: the metrics of AWS's documentation, each with the dimensions under which it is written. */
final class KnownMetrics {

    private final Set<String> known = new HashSet<>();

    private KnownMetrics() {}

    static KnownMetrics read() {
        KnownMetrics metrics = new KnownMetrics();
        try (InputStream list = KnownMetrics.class.getResourceAsStream("/template/cloudwatch-metrics.txt")) {
            new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(metrics::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return metrics;
    }

    boolean has(String namespace, String name, Set<String> dimensions) {
        return known.contains(key(namespace, name, dimensions));
    }

    private void add(String line) {
        String[] parts = line.split(" *\\| *", -1);
        for (String name : parts[1].split(" +", -1)) {
            for (String dimensions : parts[2].split(" *; *", -1)) {
                Set<String> names = dimensions.equals("-")
                        ? Set.of()
                        : Arrays.stream(dimensions.split(",", -1)).collect(Collectors.toSet());
                known.add(key(parts[0], name, names));
            }
        }
    }

    private static String key(String namespace, String name, Set<String> dimensions) {
        return "%s %s %s".formatted(namespace, name, new TreeSet<>(dimensions));
    }
}
