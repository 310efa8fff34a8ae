package dev.tallystick.load;

import dev.tallystick.demo.Amounts;
import dev.tallystick.demo.TextTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Times from when a request should have been sent to its final answer, tries in between included, and what went wrong on the
 * way. So a system that cannot keep up is not measured by what it happens to take.
 */
final class Measures {

    private static final long LONGEST_MICROS = Duration.ofHours(1).toNanos() / 1000;
    private static final int DIGITS = 3;
    private static final double[] PERCENTILES = {50, 90, 99, 99.9, 100};

    private final Map<String, Histogram> times = new ConcurrentSkipListMap<>();
    private final Map<String, LongAdder> errors = new ConcurrentHashMap<>();

    void took(String kind, long nanos) {
        times.computeIfAbsent(kind, _ -> new ConcurrentHistogram(LONGEST_MICROS, DIGITS))
                .recordValue(Math.clamp(nanos / 1000, 0, LONGEST_MICROS));
    }

    void failed(String code) {
        errors.computeIfAbsent(code, _ -> new LongAdder()).increment();
    }

    long answers() {
        return times.values().stream().mapToLong(Histogram::getTotalCount).sum();
    }

    long failures() {
        return errors.values().stream().mapToLong(LongAdder::sum).sum();
    }

    String millis(double percentile) {
        Histogram all = new Histogram(LONGEST_MICROS, DIGITS);
        times.values().forEach(each -> all.add(((ConcurrentHistogram) each).copy()));
        return millis(all.getValueAtPercentile(percentile));
    }

    /** A row an operation, and a line an error. */
    String text() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("milliseconds", "answers", "p50", "p90", "p99", "p99.9", "most"));
        times.forEach((kind, histogram) -> {
            List<String> row = new ArrayList<>(List.of(kind, Amounts.whole(histogram.getTotalCount())));
            for (double percentile : PERCENTILES) {
                row.add(millis(histogram.getValueAtPercentile(percentile)));
            }
            rows.add(row);
        });
        StringBuilder text = new StringBuilder(new TextTable(1, rows).text()).append("\n\n");
        if (errors.isEmpty()) {
            return text.append("No request failed, not even for the moment.").toString();
        }
        text.append("Answers that were no success, those included that were well the next time:");
        new TreeMap<>(errors)
                .forEach((code, count) ->
                        text.append("\n  ").append(code).append("  ").append(Amounts.whole(count.sum())));
        return text.toString();
    }

    private static String millis(long micros) {
        return String.format(Locale.ROOT, "%.1f", micros / 1000.0);
    }
}
