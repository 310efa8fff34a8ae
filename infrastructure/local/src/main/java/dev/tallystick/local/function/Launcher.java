package dev.tallystick.local.function;

import com.amazonaws.services.lambda.crac.Core;
import dev.tallystick.local.plan.FunctionSpec;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Starts processes of functions. */
final class Launcher {

    // SIGTERM: a JVM that ends by it has written its archive.
    private static final int ENDED_IN_ORDER = 143;

    private final RuntimeClient client;
    private final CodeCopies copies;
    private final RuntimeApi api;
    private final Environment environment;
    private final Path directory;
    private final Logs logs;
    private final Map<String, ClassArchive> archives = new ConcurrentHashMap<>();

    Launcher(RuntimeApi api, Environment environment, Path directory, Logs logs) {
        this.client = RuntimeClient.unpack(directory);
        this.copies = new CodeCopies(directory.resolve("code"), client.jars());
        this.api = api;
        this.environment = environment;
        this.directory = directory;
        this.logs = logs;
    }

    /** What processes of the function that are started now run from. */
    Code code(FunctionSpec function) {
        return copies.of(function.jar());
    }

    Worker start(FunctionSpec function, Code code) {
        ClassArchive archive = archives.computeIfAbsent(code.key(), _ -> new ClassArchive(code));
        ClassArchive.Flags flags = code.archivable() ? archive.next() : ClassArchive.Flags.none();
        Worker worker = new Worker(
                UUID.randomUUID().toString(),
                function,
                code,
                new SystemLog(function, logs.of(function)),
                !flags.writes().isEmpty());
        api.add(worker);
        try {
            Process process = builder(worker, flags.flags()).start();
            logs.follow(function, process);
            var _ = process.onExit().thenAccept(ended -> {
                api.remove(worker);
                flags.writes().forEach(file -> archive.recorded(file, ended.exitValue() == ENDED_IN_ORDER));
            });
            worker.started(process);
        } catch (IOException e) {
            worker.initFailed(Failures.notStarted("the process does not start: " + e.getMessage()));
        }
        return worker;
    }

    private ProcessBuilder builder(Worker worker, List<String> archiveFlags) {
        FunctionSpec function = worker.function();
        List<String> command = new ArrayList<>(List.of(
                // Ctrl-C in a terminal is for the cloud, which ends processes itself.
                "setsid",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // The other half is for what is not heap.
                "-Xmx" + function.memoryMegabytes() / 2 + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Xlog:disable",
                "-XX:ErrorFile=" + logs.directory().resolve("crash-%p.log"),
                "--enable-native-access=ALL-UNNAMED"));
        command.addAll(archiveFlags);
        command.add("-D" + RuntimeClient.NATIVE_LIBRARY_PROPERTY + "=" + client.nativeLibrary());
        // Lambda has it too: org.crac finds the runtime client's hooks by it.
        command.add("-Dorg.crac.Core.Compat=" + Core.class.getPackageName());
        command.add("-cp");
        command.add(worker.code().classPath().stream().map(Path::toString).collect(Collectors.joining(":")));
        command.add(RuntimeClient.MAIN);
        command.add(function.handler());
        File work = workingDirectory(function);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(work)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment.of(function, api.address(worker)));
        builder.environment().put("LAMBDA_TASK_ROOT", work.toString());
        return builder;
    }

    // The runtime client adds ./lib/*.jar to the class path, so this must be a place with nothing in it.
    private File workingDirectory(FunctionSpec function) {
        try {
            return Files.createDirectories(directory.resolve("work").resolve(function.id()))
                    .toFile();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
