package dev.tallystick.bench.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** The greatest of profiles' sums, as parts of all of a kind. */
final class Shares {

    private static final int SHOWN = 10;

    private final String kind;
    private final Map<String, Long> profile;
    private final long all;

    private Shares(String kind, Map<String, Long> profile) {
        this.kind = kind + " ";
        this.profile = profile;
        this.all = profile.entrySet().stream()
                .filter(sum -> sum.getKey().startsWith(this.kind))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** A column for each profile, and the rows with the greatest share in any of them. */
    static String table(Map<String, Map<String, Long>> profiles, String kind, String title) {
        List<Shares> columns = profiles.values().stream()
                .map(profile -> new Shares(kind, profile))
                .toList();
        TreeSet<String> names = new TreeSet<>();
        columns.forEach(column -> names.addAll(column.names()));
        List<List<String>> rows = names.stream()
                .sorted(Comparator.comparingDouble((String name) -> greatest(columns, name))
                        .reversed())
                .limit(SHOWN)
                .map(name -> row(columns, name))
                .toList();
        List<String> head = new ArrayList<>(List.of(title));
        head.addAll(profiles.keySet());
        return Tables.table(head, rows);
    }

    private static double greatest(List<Shares> columns, String name) {
        return columns.stream().mapToDouble(column -> column.of(name)).max().orElse(0);
    }

    private static List<String> row(List<Shares> columns, String name) {
        List<String> row = new ArrayList<>(List.of("`" + name + "`"));
        columns.forEach(column -> row.add(String.format(Locale.ROOT, "%.1f %%", 100 * column.of(name))));
        return row;
    }

    private List<String> names() {
        return profile.keySet().stream()
                .filter(name -> name.startsWith(kind))
                .map(name -> name.substring(kind.length()))
                .toList();
    }

    private double of(String name) {
        return all == 0 ? 0 : (double) profile.getOrDefault(kind + name, 0L) / all;
    }
}
