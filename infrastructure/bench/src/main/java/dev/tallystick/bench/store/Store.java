package dev.tallystick.bench.store;

import dev.tallystick.bench.run.Site;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Tables and secrets in a process of their own, their data in memory where the machine has a place for that. */
public final class Store implements AutoCloseable {

    private static final Path MEMORY = Path.of("/dev/shm");

    private final Process process;
    private final Path data;
    private final Map<String, String> variables;

    private Store(Process process, Path data, Map<String, String> variables) {
        this.process = process;
        this.data = data;
        this.variables = variables;
    }

    /** Empty, with the template's tables. */
    public static Store start(Site site) throws IOException {
        Path data = Files.isWritable(MEMORY)
                ? Files.createTempDirectory(MEMORY, "tallystick-")
                : Files.createTempDirectory("tallystick-");
        Process process = new ProcessBuilder(List.of(
                        Site.java(),
                        "-XX:+UseSerialGC",
                        "--sun-misc-unsafe-memory-access=allow",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        site.classes() + ":" + String.join(":", site.local()),
                        StoreMain.class.getName(),
                        site.root().resolve("template.yaml").toString(),
                        data.toString()))
                .redirectErrorStream(true)
                .start();
        return new Store(process, data, read(process));
    }

    private static Map<String, String> read(Process process) throws IOException {
        Map<String, String> variables = new TreeMap<>();
        StringBuilder output = new StringBuilder();
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            output.append(line).append('\n');
            if (line.equals("ready")) {
                Thread.ofPlatform().daemon().start(() -> lines.lines().forEach(ignored -> {}));
                return variables;
            }
            int equals = line.indexOf('=');
            if (equals > 0) {
                variables.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        throw new IllegalStateException("the tables did not start; is infrastructure/local built?\n" + output);
    }

    /** What functions find in their environment. */
    public Map<String, String> variables() {
        return variables;
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.onExit().join();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
