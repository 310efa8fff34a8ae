package dev.tallystick.bench.units;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Measures what each operation takes and writes {@code docs/units.md}: {@code MeasureUnits <root> [lengths of history]}, by itself
 * with 10, 1,000 and 100,000 entries.
 */
public final class MeasureUnits {

    private static final String YEARS_LATER = "P1500D";
    private static final List<String> LENGTHS = List.of("10", "1000", "100000");

    private MeasureUnits() {}

    /** The first argument is the repository's root. */
    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments[0]);
        List<String> lengths = arguments.length > 1 ? List.of(arguments).subList(1, arguments.length) : LENGTHS;
        UnitsTable table = new UnitsTable(measure(root, lengths));
        Files.writeString(root.resolve("docs/units.md"), UnitsPage.of(table, lengths));
        System.out.print(table.text());
        Budgets.of(table).forEach(System.out::println);
    }

    /** What each operation takes with each of these lengths of history. */
    static List<Measured> measure(Path root, List<String> lengths) throws IOException {
        Path directory = Files.createTempDirectory("units-");
        try (TableCloud cloud = TableCloud.start(root)) {
            Map<String, String> environment = new Environment(root).variables(cloud.endpoints());
            List<String> lines = run(environment, directory, lengths);
            String later = lines.removeLast().split("\t", -1)[1];
            Map<String, String> yearsLater = new HashMap<>(environment);
            yearsLater.put("CLOCK_OFFSET", YEARS_LATER);
            lines.addAll(run(yearsLater, directory, List.of("later", later)));
            return lines.stream().map(Measured::parse).toList();
        } finally {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static List<String> run(Map<String, String> environment, Path directory, List<String> arguments)
            throws IOException {
        Path told = directory.resolve("told");
        // The SDK finds a global interceptor by this file; nothing else that is measured is to have one.
        Path interceptors = directory.resolve("classes/software/amazon/awssdk/global/handlers/execution.interceptors");
        Files.createDirectories(interceptors.getParent());
        Files.writeString(interceptors, Sent.class.getName());
        List<String> command = new ArrayList<>(List.of(
                TableCloud.java(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path") + ":" + directory.resolve("classes"),
                Measure.class.getName(),
                told.toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        List<String> output = new ArrayList<>();
        try (Stream<String> lines = process.inputReader().lines()) {
            lines.filter(line -> !line.startsWith("{")).forEach(line -> {
                output.add(line);
                if (line.startsWith("seeded")) {
                    System.out.println(line);
                }
            });
        }
        if (process.onExit().join().exitValue() != 0) {
            throw new IllegalStateException("the measurement failed:\n" + String.join("\n", output));
        }
        return new ArrayList<>(Files.readAllLines(told));
    }
}
