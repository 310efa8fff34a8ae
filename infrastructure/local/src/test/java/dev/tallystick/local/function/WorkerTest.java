package dev.tallystick.local.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.local.plan.FunctionOptions;
import dev.tallystick.local.plan.FunctionSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorkerTest {

    @TempDir
    Path directory;

    private Worker worker() {
        FunctionSpec function = new FunctionSpec(
                "F",
                "f",
                "arn",
                directory.resolve("f.jar"),
                "F",
                128,
                Duration.ofSeconds(3),
                "Text",
                "/f",
                Map.of(),
                FunctionOptions.none());
        return new Worker(
                "w",
                function,
                new Code(function.jar(), "key", List.of(), true),
                new SystemLog(function, new LogFile(directory.resolve("log"))),
                true);
    }

    @Test
    void a_process_that_is_to_end_gets_no_answer_by_which_it_would_exit_on_its_own() throws Exception {
        Process slow = new ProcessBuilder("sh", "-c", "trap '' TERM; echo deaf; sleep 60 >/dev/null").start();
        assertThat(slow.inputReader().readLine()).isEqualTo("deaf");
        Worker worker = worker();
        worker.started(slow);
        worker.retire();
        FutureTask<Boolean> aliveWhenAnswered = new FutureTask<>(() -> {
            assertThat(worker.next()).isEmpty();
            return slow.isAlive();
        });
        Thread.startVirtualThread(aliveWhenAnswered);
        Thread.sleep(1_500);
        slow.descendants().forEach(ProcessHandle::destroyForcibly);
        slow.destroyForcibly();
        assertThat(aliveWhenAnswered.get(1, TimeUnit.MINUTES)).isFalse();
    }
}
