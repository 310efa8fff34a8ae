package dev.tallystick.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The routes that the template has. */
final class Routes {

    private static final Pattern EVENT = Pattern.compile("Method: ([A-Z]+), Path: \"?([^\" ]+)");

    private Routes() {}

    /** Each as {@code METHOD /path}. */
    static List<String> ofTheTemplate() {
        try {
            String template = Files.readString(Path.of(System.getProperty("tallystick.root"), "template.yaml"));
            return EVENT.matcher(template)
                    .results()
                    .map(event -> event.group(1) + " " + event.group(2))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
