package dev.tallystick.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The queue's visibility time-out is longer than a test waits. */
final class QueueStopTest {

    @TempDir
    Path directory;

    private List<String> notes() throws IOException {
        Path notes = directory.resolve("files/TakesGroups.notes");
        return Files.exists(notes) ? Files.readAllLines(notes) : List.of();
    }

    @Test
    void what_a_function_was_at_when_the_cloud_was_stopped_comes_first_and_at_once_when_it_runs_again()
            throws Exception {
        try (RunningCloud cloud = RunningCloud.start(directory, "queues.yaml")) {
            new QueueCalls(cloud.endpoint("sqs")).sendInOrder("groups.fifo", "a", List.of("a1", "a2"));
            RunningCloud.eventually(() -> notes().equals(List.of("+a1")));
        }
        Files.writeString(directory.resolve("files/TakesGroups.open"), "");
        try (RunningCloud cloud = RunningCloud.start(directory, "queues.yaml")) {
            QueueCalls queues = new QueueCalls(cloud.endpoint("sqs"));
            RunningCloud.eventually(() -> queues.depth("groups.fifo").equals("0+0+0"));
        }
        assertThat(notes()).containsExactly("+a1", "+a1", "-a1", "+a2", "-a2");
    }
}
