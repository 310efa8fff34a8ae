package dev.tallystick.log;

import dev.tallystick.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/** What code writes into the log, line by line; each is held against the rules of the Embedded Metric Format. */
public record Lines(List<Map<String, Object>> all) {

    public static Lines of(Callable<?> work) {
        PrintStream usual = System.out;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
        try {
            work.call();
        } catch (Exception e) {
            throw new AssertionError(e);
        } finally {
            System.setOut(usual);
        }
        List<Map<String, Object>> lines = written.toString(StandardCharsets.UTF_8)
                .lines()
                .map(Lines::parse)
                .toList();
        lines.forEach(line -> MetricFormat.mustHold(line));
        return new Lines(lines);
    }

    /** The only line of that event. */
    public Map<String, Object> one(String event) {
        List<Map<String, Object>> found = of(event);
        if (found.size() != 1) {
            throw new AssertionError("not one line " + event + " in " + all);
        }
        return found.getFirst();
    }

    public List<Map<String, Object>> of(String event) {
        return all.stream().filter(line -> event.equals(line.get("event"))).toList();
    }

    /** The sums that CloudWatch would make of all lines: by name and dimensions, {@code Refusals{Channel=online, Code=busy}}. */
    public Map<String, Long> metrics() {
        Map<String, Long> sums = new TreeMap<>();
        all.forEach(line -> MetricFormat.metrics(line).forEach((name, value) -> sums.merge(name, value, Long::sum)));
        return sums;
    }

    private static Map<String, Object> parse(String line) {
        try {
            Map<String, Object> parsed = new TreeMap<>();
            ((Map<?, ?>) Json.parse(line.getBytes(StandardCharsets.UTF_8)))
                    .forEach((name, value) -> parsed.put(String.valueOf(name), value));
            return parsed;
        } catch (Json.Malformed e) {
            throw new AssertionError("not a line of JSON: " + line, e);
        }
    }
}
