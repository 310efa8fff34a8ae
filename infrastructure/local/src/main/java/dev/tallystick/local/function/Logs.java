package dev.tallystick.local.function;

import dev.tallystick.local.plan.FunctionSpec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Pattern;

/** What functions print goes to a file of each; what is not of the level INFO or below to the terminal too. */
public record Logs(Path directory, PrintStream terminal) {

    // The field "level" of a line of JSON, as Lambda's own log format has it.
    private static final Pattern QUIET = Pattern.compile("^\\{.*\"level\" ?: ?\"(INFO|DEBUG|TRACE)\"");

    void follow(FunctionSpec function, Process process) {
        Thread.ofVirtual().name("output of " + function.id()).start(() -> copy(function, process));
    }

    private void copy(FunctionSpec function, Process process) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
                Writer file = Files.newBufferedWriter(
                        Files.createDirectories(directory).resolve(function.id() + ".log"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!QUIET.matcher(line).find()) {
                    terminal.println(function.id() + " | " + line);
                }
                file.write(line + "\n");
                file.flush();
            }
        } catch (IOException _) {
            // the process has ended
        }
    }
}
