package dev.tallystick.bench.report;

import dev.tallystick.bench.run.Samples;
import java.util.List;
import java.util.Locale;

/** Tables in Markdown. */
final class Tables {

    private Tables() {}

    static String table(List<String> head, List<List<String>> rows) {
        StringBuilder table = new StringBuilder(row(head));
        table.append("|").append("---|".repeat(head.size())).append('\n');
        rows.forEach(each -> table.append(row(each)));
        return table.append('\n').toString();
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    /** The median, and the spread in brackets. */
    static String cell(Samples samples) {
        double[] spread = samples.spread();
        return number(samples.median()) + " (" + number(spread[0]) + " to " + number(spread[1]) + ")";
    }

    static String number(double value) {
        return String.format(Locale.ROOT, value < 20 ? "%.2f" : "%,.0f", value);
    }
}
