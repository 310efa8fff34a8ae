package dev.tallystick.local.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Lines that a function leaves for a test, and files by which the test tells it to go on. */
final class Notes {

    private static final Path DIRECTORY = Path.of(System.getenv("DIRECTORY"));

    private final String function;

    Notes(String function) {
        this.function = function;
    }

    void add(String line) throws IOException {
        Files.writeString(
                DIRECTORY.resolve(function + ".notes"),
                line + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    boolean told(String word) {
        return Files.exists(DIRECTORY.resolve(function + "." + word));
    }
}
