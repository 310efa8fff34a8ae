package dev.tallystick.local;

import dev.tallystick.local.function.LogTail;
import dev.tallystick.local.function.Logs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Shows the end of a function's log, or of all of them, and goes on with what is written to it. */
public final class ShowLogs {

    private static final String ALL = "all";
    private static final int POLL_MILLISECONDS = 200;

    private ShowLogs() {}

    /** Takes the data directory of a cloud and the logical id of a function, or {@code all}. */
    public static void main(String[] arguments) throws InterruptedException, IOException {
        if (arguments.length != 2) {
            System.err.println("usage: ShowLogs DATA-DIRECTORY FUNCTION|all");
            System.exit(1);
        }
        Path logs = Path.of(arguments[0]).resolve("logs");
        String function = arguments[1];
        List<String> there = functions(logs);
        if (!function.equals(ALL) && !there.contains(function)) {
            System.err.println("There is no log of " + function + " in " + logs + " yet; waiting for one. There are: "
                    + String.join(" ", there));
        }
        Map<String, LogTail> tails = new LinkedHashMap<>();
        // Until nobody reads it any more.
        while (!System.out.checkError()) {
            for (String each : function.equals(ALL) ? functions(logs) : List.of(function)) {
                String prefix = function.equals(ALL) ? each + " | " : "";
                tails.computeIfAbsent(each, id -> new LogTail(Logs.file(logs, id)))
                        .next()
                        .forEach(line -> System.out.println(prefix + line));
            }
            Thread.sleep(POLL_MILLISECONDS);
        }
    }

    private static List<String> functions(Path logs) throws IOException {
        if (!Files.isDirectory(logs)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(logs)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".log") && !name.startsWith("crash-"))
                    .map(name -> name.substring(0, name.length() - ".log".length()))
                    .sorted()
                    .toList();
        }
    }
}
