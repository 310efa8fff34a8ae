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

/** What functions print goes to the terminal, under their names, and to a file of each. */
public record Logs(Path directory, PrintStream terminal) {

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
                terminal.println(function.id() + " | " + line);
                file.write(line + "\n");
                file.flush();
            }
        } catch (IOException _) {
            // the process has ended
        }
    }
}
