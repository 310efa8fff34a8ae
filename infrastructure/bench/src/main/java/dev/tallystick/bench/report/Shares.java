package dev.tallystick.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The greatest of a profile's sums, as parts of all of a kind. */
final class Shares {

    private static final int SHOWN = 10;

    private Shares() {}

    static String table(Map<String, Long> profile, String kind, String title) {
        List<Map.Entry<String, Long>> sums = profile.entrySet().stream()
                .filter(sum -> sum.getKey().startsWith(kind + " "))
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .toList();
        long all = sums.stream().mapToLong(Map.Entry::getValue).sum();
        List<List<String>> rows = new ArrayList<>();
        sums.stream()
                .limit(SHOWN)
                .forEach(sum -> rows.add(List.of(
                        "`" + sum.getKey().substring(kind.length() + 1) + "`",
                        String.format(Locale.ROOT, "%.1f %%", 100.0 * sum.getValue() / all))));
        return Tables.table(List.of(title, "share"), rows);
    }
}
