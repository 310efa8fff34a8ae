package dev.tallystick.local;

import dev.tallystick.local.function.Answer;
import dev.tallystick.local.function.Environment;
import dev.tallystick.local.function.Fleet;
import dev.tallystick.local.function.Logs;
import dev.tallystick.local.plan.EventInvokeSpec;
import dev.tallystick.local.plan.FunctionOptions;
import dev.tallystick.local.plan.FunctionOptions.SystemLogLevel;
import dev.tallystick.local.plan.FunctionSpec;
import dev.tallystick.local.sample.Probe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Functions of the tests without anything around them. */
final class TestFleet implements AutoCloseable {

    private final Path directory;
    private final Path jar;
    private final Map<String, String> added = new HashMap<>();
    private final Fleet fleet;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    TestFleet(Path directory) throws Exception {
        this(directory, SampleJar.pack(directory));
    }

    TestFleet(Path directory, Path jar) throws IOException {
        this.directory = Files.createDirectories(directory.resolve("files"));
        this.jar = jar;
        this.fleet = new Fleet(
                new Environment("us-east-1", Map.of(), _ -> Map.copyOf(added)),
                directory.resolve("functions"),
                new Logs(directory.resolve("logs"), System.out));
    }

    Fleet fleet() {
        return fleet;
    }

    Path jar() {
        return jar;
    }

    Path logs() {
        return directory.resolveSibling("logs");
    }

    /** From now on processes get these variables too. */
    void add(String variable, String value) {
        added.put(variable, value);
    }

    FunctionSpec probe() {
        return function(Probe.class.getName(), FunctionOptions.none(), "Text", Map.of());
    }

    static FunctionOptions options(Integer reserved, boolean snapStart) {
        return new FunctionOptions(
                Optional.ofNullable(reserved),
                snapStart,
                Optional.empty(),
                SystemLogLevel.INFO,
                EventInvokeSpec.usual());
    }

    FunctionSpec function(String handler, FunctionOptions options, String logFormat, Map<String, String> environment) {
        return function(jar, handler, options, logFormat, environment);
    }

    /** The probe, run from somewhere else than the jar. */
    FunctionSpec probeFrom(Path code) {
        return function(code, Probe.class.getName(), FunctionOptions.none(), "Text", Map.of());
    }

    private FunctionSpec function(
            Path code, String handler, FunctionOptions options, String logFormat, Map<String, String> environment) {
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("DIRECTORY", directory.toString());
        return new FunctionSpec(
                "F",
                "f",
                "arn:aws:lambda:us-east-1:000000000000:function:f",
                code,
                handler,
                256,
                Duration.ofMinutes(5),
                logFormat,
                "/aws/lambda/f",
                variables,
                options);
    }

    String invoke(FunctionSpec function, String words) {
        return answer(function, words).payload();
    }

    Answer answer(FunctionSpec function, String words) {
        return fleet.invoke(function, "\"" + words + "\"");
    }

    CompletableFuture<Answer> start(FunctionSpec function, String words) {
        return CompletableFuture.supplyAsync(() -> answer(function, words), threads);
    }

    void make(String file) throws IOException {
        Files.writeString(directory.resolve(file), "");
    }

    void remove(String file) throws IOException {
        Files.delete(directory.resolve(file));
    }

    /** Waits until so many calls are being held. */
    void awaitInside(int calls) throws Exception {
        Path inside = directory.resolve("inside");
        RunningCloud.eventually(() -> Files.isDirectory(inside) && list(inside).size() >= calls);
    }

    List<String> lines(String what) throws IOException {
        return Files.readAllLines(directory.resolve("f." + what));
    }

    private static List<Path> list(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.toList();
        }
    }

    @Override
    public void close() {
        fleet.close();
        threads.shutdownNow();
    }
}
