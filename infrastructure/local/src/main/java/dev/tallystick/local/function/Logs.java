package dev.tallystick.local.function;

import dev.tallystick.local.plan.FunctionSpec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** What functions print goes to a file of each; what is not of the level INFO or below to the terminal too. */
public final class Logs {

    // The field "level" of a line of JSON, as Lambda's own log format has it.
    private static final Pattern QUIET = Pattern.compile("^\\{.*\"level\" ?: ?\"(INFO|DEBUG|TRACE)\"");

    private final Path directory;
    private final PrintStream terminal;
    private final Map<String, LogFile> files = new ConcurrentHashMap<>();

    /** Logs in that directory. */
    public Logs(Path directory, PrintStream terminal) {
        this.directory = directory;
        this.terminal = terminal;
    }

    Path directory() {
        return directory;
    }

    /** Where the log of a function is. */
    public static Path file(Path directory, String functionId) {
        return directory.resolve(functionId + ".log");
    }

    LogFile of(FunctionSpec function) {
        return files.computeIfAbsent(function.id(), id -> new LogFile(file(directory, id)));
    }

    void follow(FunctionSpec function, Process process) {
        Thread.ofVirtual().name("output of " + function.id()).start(() -> copy(function, process));
    }

    private void copy(FunctionSpec function, Process process) {
        LogFile file = of(function);
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!QUIET.matcher(line).find()) {
                    terminal.println(function.id() + " | " + line);
                }
                file.write(line);
            }
        } catch (IOException | UncheckedIOException _) {
            // the process has ended
        }
    }
}
