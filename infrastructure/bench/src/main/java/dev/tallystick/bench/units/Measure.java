package dev.tallystick.bench.units;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Measures in a process of its own that has the environment of functions. Its arguments are a file to write and what to measure:
 * lengths of history, or {@code later} and a member.
 */
public final class Measure {

    private Measure() {}

    /** See {@link MeasureUnits}, which starts it. */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        List<String> lines = new ArrayList<>();
        if (arguments[1].equals("later")) {
            Later.measure(new Functions(), arguments[2]).forEach((name, units) -> lines.add(line("", name, units)));
        } else {
            int[] lengths =
                    Stream.of(arguments).skip(1).mapToInt(Integer::parseInt).toArray();
            lines.addAll(measure(lengths));
        }
        Files.write(file, lines);
    }

    private static List<String> measure(int... lengths) {
        Shop shop = Shop.open();
        History history = new History(shop);
        Map<Integer, String> members = new LinkedHashMap<>();
        for (int entries : lengths) {
            long start = System.nanoTime();
            members.put(entries, history.memberWith(entries));
            System.out.printf("seeded %,d entries in %.1f s%n", entries, (System.nanoTime() - start) / 1e9);
        }
        history.rebuild();
        List<String> lines = new ArrayList<>();
        Pipeline pipeline = new Pipeline(shop);
        pipeline.audit(members).forEach((name, units) -> lines.add(line("", name, units)));
        members.forEach((entries, member) -> Operations.measure(shop, member)
                .forEach((name, units) -> lines.add(line(Integer.toString(entries), name, units))));
        new Pipeline(shop).measure().forEach((name, units) -> lines.add(line("", name, units)));
        lines.add("later\t" + members.values().iterator().next());
        return lines;
    }

    private static String line(String history, String name, Units units) {
        return String.join("\t", "units", history, name, units.text());
    }
}
