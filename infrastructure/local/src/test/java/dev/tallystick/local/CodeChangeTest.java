package dev.tallystick.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.local.function.Answer;
import dev.tallystick.local.plan.FunctionSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CodeChangeTest {

    @TempDir
    Path directory;

    private TestFleet functions;
    private FunctionSpec probe;

    @BeforeEach
    void start() throws Exception {
        functions = new TestFleet(directory);
        probe = functions.probe();
    }

    @AfterEach
    void stop() {
        functions.close();
    }

    private String process() {
        return functions.invoke(probe, "pid");
    }

    // As if the build that wrote it had ended some time ago.
    private void aged(Path file, int seconds) throws Exception {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(seconds)));
    }

    private List<Path> copies() throws Exception {
        try (var files = Files.list(directory.resolve("functions/code"))) {
            return files.toList();
        }
    }

    @Test
    void a_jar_that_was_built_again_is_what_the_next_call_runs_and_a_running_call_ends_on_the_old_one()
            throws Exception {
        aged(functions.jar(), 60);
        String before = process();
        CompletableFuture<Answer> running = functions.start(probe, "hold");
        functions.awaitInside(1);

        SampleJar.pack(directory);
        aged(functions.jar(), 30);

        String after = process();
        assertThat(after).matches("\\d+").isNotEqualTo(before);
        functions.make("leave");
        assertThat(running.get().payload()).isEqualTo(before);
        assertThat(process()).isEqualTo(after);
    }

    @Test
    void a_jar_that_is_half_written_or_gone_disturbs_nobody() throws Exception {
        aged(functions.jar(), 60);
        String before = process();
        byte[] whole = Files.readAllBytes(functions.jar());
        Files.write(functions.jar(), java.util.Arrays.copyOf(whole, whole.length / 2));
        aged(functions.jar(), 30);
        assertThat(process()).isEqualTo(before);
        assertThat(functions.invoke(probe, "exit")).contains("exit status 3");
        assertThat(process()).matches("\\d+");
        Files.delete(functions.jar());
        assertThat(functions.invoke(probe, "exit")).contains("exit status 3");
        String old = process();
        assertThat(old).matches("\\d+");
        Files.write(functions.jar(), whole);
        aged(functions.jar(), 20);
        assertThat(process()).matches("\\d+").isNotEqualTo(old);
    }

    @Test
    void a_jar_that_changed_a_moment_ago_waits_until_it_is_quiet() throws Exception {
        aged(functions.jar(), 60);
        String before = process();
        SampleJar.pack(directory);
        Files.setLastModifiedTime(functions.jar(), FileTime.from(Instant.now().plusSeconds(60)));
        assertThat(process()).isEqualTo(before);
        SampleJar.pack(directory);
        RunningCloud.eventually(() -> !process().equals(before));
    }

    @Test
    void copies_of_builds_that_nobody_runs_any_more_are_removed() throws Exception {
        for (int build = 0; build < 4; build++) {
            SampleJar.pack(directory);
            aged(functions.jar(), 60 - build);
            process();
        }
        assertThat(copies()).hasSize(2);
    }

    @Test
    void a_directory_is_run_with_the_jars_in_its_lib_as_Lambda_does_and_watched_too() throws Exception {
        Path code = directory.resolve("built");
        Path jar = Files.createDirectories(code.resolve("lib")).resolve("handlers.jar");
        Files.copy(functions.jar(), jar);
        aged(jar, 60);
        FunctionSpec fromDirectory = functions.probeFrom(code);
        String before = functions.invoke(fromDirectory, "pid");
        assertThat(before).matches("\\d+");
        assertThat(functions.invoke(fromDirectory, "pid")).isEqualTo(before);
        Path more = Files.writeString(code.resolve("settings.properties"), "a=b");
        aged(more, 30);
        assertThat(functions.invoke(fromDirectory, "pid")).matches("\\d+").isNotEqualTo(before);
    }

    @Test
    void an_archive_of_classes_lies_beside_the_jar_and_is_taken_by_another_cloud() throws Exception {
        aged(functions.jar(), 60);
        String recording = process();
        functions.fleet().replaceProcesses();
        Path archives = directory.resolve("cds");
        RunningCloud.eventually(() -> {
            // One look: a name changes between two.
            List<Path> found = archives(archives);
            return found.size() == 1 && found.getFirst().toString().endsWith(".jsa");
        });
        try (TestFleet other = new TestFleet(Files.createDirectories(directory.resolve("other")), functions.jar())) {
            String process = other.invoke(other.probe(), "pid");
            assertThat(process).matches("\\d+").isNotEqualTo(recording);
            assertThat(Files.readString(Path.of("/proc/" + process + "/maps")))
                    .contains(archives(archives).getFirst().toString());
        }
    }

    private static List<Path> archives(Path directory) throws Exception {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (var files = Files.list(directory)) {
            return files.toList();
        }
    }
}
