package dev.tallystick.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Comma-separated values with a header and without quoting, which the extract does not need. */
final class Csv {

    private Csv() {}

    /** A row, by the header's names. */
    record Row(int lineNumber, Map<String, String> values) {

        String text(String column) {
            String value = values.get(column);
            if (value == null) {
                throw new IllegalArgumentException("there is no column " + column);
            }
            return value;
        }

        long number(String column) {
            try {
                return Long.parseLong(text(column));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                        "line %d: %s is not a whole number: %s".formatted(lineNumber, column, text(column)), e);
            }
        }
    }

    /** @throws IllegalArgumentException naming the line that is not as long as the header, or is quoted */
    static List<Row> read(List<String> lines) {
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("there is no header");
        }
        List<String> header = split(lines.getFirst());
        List<Row> rows = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            rows.add(row(header, lines.get(i), i + 1));
        }
        return rows;
    }

    private static Row row(List<String> header, String line, int lineNumber) {
        List<String> fields = split(line);
        if (line.indexOf('"') >= 0 || fields.size() != header.size()) {
            throw new IllegalArgumentException(
                    "line %d: must have %d plain fields: %s".formatted(lineNumber, header.size(), line));
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < fields.size(); i++) {
            values.put(header.get(i), fields.get(i));
        }
        return new Row(lineNumber, values);
    }

    private static List<String> split(String line) {
        return List.of(line.split(",", -1));
    }
}
