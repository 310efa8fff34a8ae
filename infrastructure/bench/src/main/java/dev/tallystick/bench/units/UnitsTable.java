package dev.tallystick.bench.units;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What each operation takes, as {@code docs/units.md} shows it. */
public final class UnitsTable {

    private static final String HEAD = """
            | operation | requests | items written | tables WRU | tables RRU | indexes WRU | indexes RRU | Insights WRU | Insights RRU | SQS requests | largest item, bytes |
            |---|---|---|---|---|---|---|---|---|---|---|
            """;

    private final Map<String, Units> rows = new LinkedHashMap<>();
    private final List<String> unequal = new ArrayList<>();

    /** Of what was measured: a row an operation; those that depend on the length of history are noted. */
    UnitsTable(List<Measured> measured) {
        for (Measured each : measured) {
            Units first = rows.putIfAbsent(each.operation(), each.units());
            if (first != null && !first.isSame(each.units())) {
                unequal.add("%s with %s entries: %s, and with fewer %s"
                        .formatted(
                                each.operation(), each.history(), each.units().text(), first.text()));
            }
        }
    }

    /** Of the table in a document. */
    public static UnitsTable parse(String document) {
        return new UnitsTable(document.lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| operation"))
                .map(line -> Stream.of(line.split("\\|", -1)).map(String::strip).toList())
                .filter(cells -> cells.size() == 13)
                .map(cells -> new Measured(
                        "",
                        cells.get(1),
                        Units.parse(cells.subList(2, 12).stream()
                                .map(cell -> cell.replace(",", ""))
                                .collect(Collectors.joining(" ")))))
                .toList());
    }

    /** By the operations' names, in their order. */
    public Map<String, Units> rows() {
        return rows;
    }

    /** @throws IllegalArgumentException when there is no such operation */
    public Units of(String operation) {
        Units units = rows.get(operation);
        if (units == null) {
            throw new IllegalArgumentException("docs/units.md does not show " + operation);
        }
        return units;
    }

    /** What is not the same with a longer history. */
    List<String> unequal() {
        return unequal;
    }

    String text() {
        return HEAD
                + rows.entrySet().stream()
                        .map(row -> "| %s | %s |\n"
                                .formatted(row.getKey(), row.getValue().text().replace(" ", " | ")))
                        .collect(Collectors.joining());
    }
}
