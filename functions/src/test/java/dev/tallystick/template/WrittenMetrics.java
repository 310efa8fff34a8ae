package dev.tallystick.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Metrics that the code itself writes into its log lines: their names stand in its sources as texts. */
final class WrittenMetrics {

    private static final String SOURCES = sources();

    private WrittenMetrics() {}

    static boolean has(String name) {
        return SOURCES.contains('"' + name + '"');
    }

    private static String sources() {
        Path root = Path.of(System.getProperty("tallystick.root"), "functions/src/main/java");
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(WrittenMetrics::read)
                    .collect(Collectors.joining());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
