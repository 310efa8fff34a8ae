package dev.tallystick.bench.units;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The local cloud without functions, in a process of its own, its data in memory where the machine has a place for that. */
final class TableCloud implements AutoCloseable {

    private static final Path MEMORY = Path.of("/dev/shm");
    private static final Pattern ENDPOINT = Pattern.compile("\"(\\w+)\"\\s*:\\s*\"(http[^\"]*)\"");

    private final Process process;
    private final Path data;
    private final Map<String, String> endpoints = new HashMap<>();

    private TableCloud(Process process, Path data) {
        this.process = process;
        this.data = data;
    }

    static TableCloud start(Path root) throws IOException {
        Path data = Files.isWritable(MEMORY)
                ? Files.createTempDirectory(MEMORY, "tallystick-")
                : Files.createTempDirectory("tallystick-");
        Path local = root.resolve("infrastructure/local/target");
        Process process = new ProcessBuilder(List.of(
                        java(),
                        "-XX:+UseSerialGC",
                        "--sun-misc-unsafe-memory-access=allow",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        local.resolve("local-0.1.0.jar") + ":" + local.resolve("lib") + "/*",
                        "dev.tallystick.local.LocalCloud",
                        "--template",
                        root.resolve("template.yaml").toString(),
                        "--port",
                        "0",
                        "--data",
                        data.toString(),
                        "--without-functions"))
                .redirectErrorStream(true)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        TableCloud cloud = new TableCloud(process, data);
        cloud.awaitReady();
        return cloud;
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    Map<String, String> endpoints() {
        return endpoints;
    }

    private void awaitReady() throws IOException {
        StringBuilder output = new StringBuilder();
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            output.append(line).append('\n');
            if (line.equals("ready")) {
                Matcher endpoint = ENDPOINT.matcher(Files.readString(data.resolve("endpoints.json")));
                while (endpoint.find()) {
                    endpoints.put(endpoint.group(1), endpoint.group(2));
                }
                Thread.ofPlatform().daemon().start(() -> lines.lines().forEach(ignored -> {}));
                return;
            }
        }
        throw new IllegalStateException("the local cloud did not start; is infrastructure/local built?\n" + output);
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        process.onExit().join();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
