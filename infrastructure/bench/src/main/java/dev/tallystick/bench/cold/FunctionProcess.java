package dev.tallystick.bench.cold;

import dev.tallystick.bench.run.Site;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A process of a function, started as Lambda starts it, with neither an archive of classes nor anything else to help it. */
final class FunctionProcess implements AutoCloseable {

    private static final String CRAC = "com.amazonaws.services.lambda.crac";

    private final RuntimeServer api;
    private final Process process;
    private final boolean snapStart;
    private final long startNanos;

    private FunctionProcess(RuntimeServer api, Process process, boolean snapStart, long startNanos) {
        this.api = api;
        this.process = process;
        this.snapStart = snapStart;
        this.startNanos = startNanos;
    }

    /**
     * What to start.
     *
     * @param jar with the handler
     * @param snapStart whether hooks run, and the whole compiler, as Lambda has it with SnapStart and without
     * @param flags of the JVM, beside those that Lambda gives
     */
    record Spec(Path jar, String handler, boolean snapStart, List<String> flags) {}

    static FunctionProcess start(Site site, Spec spec, Map<String, String> variables) throws IOException {
        RuntimeServer api = RuntimeServer.start();
        List<String> command = new ArrayList<>(List.of(
                Site.java(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Xshare:auto",
                "--enable-native-access=ALL-UNNAMED",
                "-Dorg.crac.Core.Compat=" + CRAC));
        if (!spec.snapStart()) {
            command.add("-XX:TieredStopAtLevel=1");
        }
        command.addAll(spec.flags());
        command.addAll(List.of(
                "-cp",
                spec.jar() + ":" + String.join(":", runtimeClient(site)),
                "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
                spec.handler()));
        Path nowhere = Files.createTempDirectory("tallystick-task-");
        nowhere.toFile().deleteOnExit();
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(nowhere.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.to(
                        new File(site.root().toFile(), "infrastructure/bench/target/functions.err")));
        builder.environment().clear();
        builder.environment().putAll(variables);
        builder.environment()
                .putAll(Map.of(
                        "AWS_LAMBDA_RUNTIME_API",
                        api.address(),
                        "AWS_LAMBDA_FUNCTION_NAME",
                        "bench",
                        "AWS_LAMBDA_FUNCTION_VERSION",
                        "1",
                        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
                        "1024",
                        "AWS_LAMBDA_INITIALIZATION_TYPE",
                        spec.snapStart() ? "snap-start" : "on-demand",
                        "AWS_EXECUTION_ENV",
                        "AWS_Lambda_java25",
                        "_HANDLER",
                        spec.handler(),
                        "LAMBDA_TASK_ROOT",
                        nowhere.toString()));
        long start = System.nanoTime();
        return new FunctionProcess(api, builder.start(), spec.snapStart(), start);
    }

    /** The runtime client's jars, which Lambda has beside the function's. */
    private static List<String> runtimeClient(Site site) throws IOException {
        try (Stream<Path> jars = Files.list(site.localLibraries())) {
            return jars.map(Path::toString)
                    .filter(jar -> jar.contains("aws-lambda-java-") || jar.contains("/utils-lite-"))
                    .sorted()
                    .toList();
        }
    }

    /**
     * A process that has asked for its first event, in nanoseconds.
     *
     * @param sinceStart from its start
     * @param sinceRestore from when it was told that it had been restored; 0 where no snapshot is taken
     */
    record Ready(long sinceStart, long sinceRestore) {}

    /** Waits until the process asks for its first event. */
    Ready awaitReady() throws InterruptedException {
        long restored = snapStart ? api.await("restored").nanos() : 0;
        long ready = api.await("next").nanos();
        return new Ready(ready - startNanos, snapStart ? ready - restored : 0);
    }

    /**
     * What the function answers to an event, once it has asked for one.
     *
     * @param nanos from handing over the event to the answer
     * @param sinceStart from the process's start to the answer
     */
    record Answer(String text, long nanos, long sinceStart) {}

    /** One call; the process has asked for its event, which {@link #awaitReady} has noted. */
    Answer call(byte[] event) throws InterruptedException {
        long before = System.nanoTime();
        api.offer(event);
        RuntimeServer.Happened answer = api.await("response");
        return new Answer(answer.body(), answer.nanos() - before, answer.nanos() - startNanos);
    }

    /** A call of a process that has answered before. */
    Answer callAgain(byte[] event) throws InterruptedException {
        var _ = api.await("next");
        return call(event);
    }

    /** Processor time that the process has taken so far, of all its threads, in nanoseconds. */
    long processorNanos() {
        return process.info().totalCpuDuration().orElseThrow().toNanos();
    }

    @Override
    public void close() {
        // As Lambda does; an open request of it is answered to nobody.
        process.destroyForcibly();
        process.onExit().join();
        api.close();
    }
}
