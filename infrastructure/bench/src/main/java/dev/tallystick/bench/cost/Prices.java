package dev.tallystick.bench.cost;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** A dated price list: a line each of name, dollars, unit, month seen and source, between bars. */
final class Prices {

    private final Map<String, List<String>> lines = new LinkedHashMap<>();

    private Prices(List<String> text) {
        text.stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> Stream.of(line.split("\\|", -1)).map(String::strip).toList())
                .forEach(cells -> lines.put(cells.getFirst(), cells));
    }

    /** Of a file beside this class. */
    static Prices read(String name) {
        try (InputStream file = Objects.requireNonNull(Prices.class.getResourceAsStream(name))) {
            return new Prices(new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In dollars for one of the price's unit. */
    double of(String name) {
        List<String> cells = lines.get(name);
        if (cells == null) {
            throw new IllegalArgumentException("the price list lacks " + name);
        }
        return Double.parseDouble(cells.get(1));
    }

    /** As a table shows them: what, dollars, unit, seen, source. */
    List<List<String>> rows() {
        return new ArrayList<>(lines.values());
    }
}
