package dev.tallystick.local;

import dev.tallystick.local.wire.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The local cloud as a process of its own, which a test can kill. */
record CloudProcess(Process process, Path data) implements AutoCloseable {

    /** Starts a template of the tests' resources and waits until it is ready; what is kept is in the directory. */
    static CloudProcess start(Path directory, String template, String... options) throws Exception {
        Path data = directory.resolve("data");
        Path output = Files.createTempFile(directory, "output", ".txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                LocalCloud.class.getName(),
                "--template",
                RunningCloud.template(template).toString(),
                "--data",
                data.toString(),
                "--port",
                "0",
                "--parameter",
                "Directory=" + Files.createDirectories(directory.resolve("files")),
                "--parameter",
                "Jar=" + SampleJar.pack(directory)));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        CloudProcess cloud = new CloudProcess(process, data);
        try {
            RunningCloud.eventually(() -> {
                if (!process.isAlive()) {
                    throw new AssertionError(Files.readString(output));
                }
                return Files.readString(output).endsWith("ready\n");
            });
        } catch (Exception | AssertionError e) {
            cloud.close();
            throw e;
        }
        return cloud;
    }

    QueueCalls queues() throws Exception {
        Map<String, Object> endpoints =
                Json.object(Files.readString(data.resolve("endpoints.json"))).orElseThrow();
        return new QueueCalls(String.valueOf(endpoints.get("sqs")));
    }

    /** Ends it without warning, and the processes that it started. */
    @Override
    public void close() {
        List<ProcessHandle> started = process.descendants().toList();
        process.destroyForcibly();
        started.forEach(ProcessHandle::destroyForcibly);
        process.onExit().join();
    }
}
