package dev.tallystick.bench.growth;

import dev.tallystick.bench.units.UnitsTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the tables of {@code docs/growth.md}: {@code GrowthPage <root>}. What stands around them is written by hand. */
public final class GrowthPage {

    private static final String BEGIN = "<!-- computed: dev.tallystick.bench.growth.GrowthPage -->\n";
    private static final String END = "<!-- end of what is computed -->";

    private GrowthPage() {}

    /** The argument is the repository's root. */
    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments[0]);
        Path page = root.resolve("docs/growth.md");
        String tables = tables(root);
        Files.writeString(page, renewed(Files.readString(page), tables));
        System.out.print(tables);
    }

    /** The page with the tables in the place of what was computed before. */
    static String renewed(String page, String tables) {
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        return page.substring(0, begin) + tables + page.substring(page.indexOf(END));
    }

    static String tables(Path root) throws IOException {
        Growth growth = new Growth(UnitsTable.parse(Files.readString(root.resolve("docs/units.md"))));
        return "\n### How much of each limit a load takes\n\n" + used(growth)
                + "\n### What gives first\n\n" + first(growth)
                + "\n### A Saturday, second by second\n\n"
                + SaturdayTables.simulated().text()
                + "\n### What AWS allows\n\n| limit | raised on request | source |\n|---|---|---|\n"
                + rows(Stream.of(Limit.values()).map(Limit::row))
                + "\n### What is assumed\n\n| | |\n|---|---|\n"
                + rows(Stream.of(Assumed.values()).map(Assumed::row))
                + "\n";
    }

    private static String used(Growth growth) {
        StringBuilder table = new StringBuilder("| | limit | ")
                .append(Load.ALL.stream().map(Load::name).collect(Collectors.joining(" | ")))
                .append(" |\n|---|---|")
                .append("---|".repeat(Load.ALL.size()))
                .append('\n');
        table.append("| shards of the stream, at least | – | ")
                .append(Load.ALL.stream()
                        .map(load -> "%,.0f".formatted(Growth.partitions(load)))
                        .collect(Collectors.joining(" | ")))
                .append(" |\n");
        List<List<Growth.Figure>> all = Load.ALL.stream().map(growth::at).toList();
        for (int i = 0; i < all.getFirst().size(); i++) {
            int row = i;
            Growth.Figure figure = all.getFirst().get(row);
            table.append("| %s | %,.0f %s | ".formatted(figure.thing(), figure.most(), figure.unit()))
                    .append(all.stream()
                            .map(figures -> figures.get(row))
                            .map(each -> "%,.1f: %s".formatted(each.used(), percent(each.share())))
                            .collect(Collectors.joining(" | ")))
                    .append(" |\n");
        }
        return table.toString();
    }

    private static String first(Growth growth) {
        Load largest = Load.ALL.getLast();
        List<Growth.Figure> figures = growth.at(largest);
        return "At %s, the tightest first:\n\n".formatted(largest.name())
                + figures.stream()
                        .filter(figure -> figure.share() >= 0.5)
                        .sorted(Comparator.comparingDouble(Growth.Figure::share).reversed())
                        .map(figure -> "1. %s: %,.0f of %,.0f %s (%s)\n"
                                .formatted(
                                        figure.thing(),
                                        figure.used(),
                                        figure.most(),
                                        figure.unit(),
                                        percent(figure.share())))
                        .collect(Collectors.joining());
    }

    static String percent(double share) {
        String text = share < 0.1 ? "%.1f %%".formatted(100 * share) : "%,.0f %%".formatted(100 * share);
        return share > 1 ? "**" + text + "**" : text;
    }

    private static String rows(Stream<String> rows) {
        return rows.map(row -> row + "\n").collect(Collectors.joining());
    }
}
