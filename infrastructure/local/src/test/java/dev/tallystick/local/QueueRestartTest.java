package dev.tallystick.local;

import static dev.tallystick.local.QueueCalls.attribute;
import static dev.tallystick.local.QueueCalls.bodies;
import static dev.tallystick.local.QueueCalls.sequenceNumbers;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** What is there of queues after the process of a cloud was killed, in one restart for all tests. */
@TestInstance(Lifecycle.PER_CLASS)
final class QueueRestartTest {

    private static final int LONG = 600;
    private static final List<String> DIGITS = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");

    @TempDir
    static Path directory;

    private CloudProcess cloud;
    private QueueCalls queues;
    private Map<String, Object> plainInFlight;
    private List<Map<String, Object>> lineInFlight;
    private Map<String, Object> deleted;
    private Map<String, Object> waiting;

    @BeforeAll
    void fillAndKill() throws Exception {
        start();
        sendInAllStates();
        // At once, so that several have the same time to the millisecond.
        queues.sendBatch("line.fifo", "g", DIGITS);
        lineInFlight = queues.receive("line.fifo", 2, LONG);
        queues.sendInOrder("line.fifo", "h", List.of("h0", "h1"));
        queues.sendBatch("belt.fifo", "g", DIGITS);
        receiveTooOften("belt.fifo", 10);
        RunningCloud.eventually(() -> queues.depth("belt-dead.fifo").equals("10+0+0"));
        deleted = queues.send("once.fifo", "g", "id", "once");
        queues.delete("once.fifo", queues.receive("once.fifo", 1, LONG).getFirst());
        waiting = queues.send("once.fifo", "g", "other", "twice");
        queues.send("line-dead.fifo", "g", "id", "purged");
        queues.call("PurgeQueue", "line-dead.fifo", Map.of());
        cloud.close();
        start();
    }

    private void start() throws Exception {
        cloud = CloudProcess.start(directory, "queues.yaml", "--without-functions");
        queues = cloud.queues();
    }

    private void sendInAllStates() throws Exception {
        queues.send("plain", "dead");
        receiveTooOften("plain", 1);
        RunningCloud.eventually(() -> queues.depth("plain-dead").equals("1+0+0"));
        queues.send("plain", "in flight");
        plainInFlight = queues.receive("plain", 1, LONG).getFirst();
        queues.send("plain", "waiting");
        queues.call("SendMessage", "plain", Map.of("MessageBody", "delayed", "DelaySeconds", 900));
    }

    private void receiveTooOften(String queue, int most) {
        for (int i = 0; i < 3; i++) {
            queues.receive(queue, most, 0);
        }
    }

    @AfterAll
    void kill() {
        cloud.close();
    }

    @Test
    void messages_waiting_delayed_in_flight_and_dead_are_as_they_were() {
        assertThat(queues.depth("plain")).isEqualTo("1+1+1");
        List<Map<String, Object>> visible = queues.receive("plain", 10, LONG);
        assertThat(bodies(visible)).containsExactly("waiting");
        assertThat(attribute(visible.getFirst(), "ApproximateReceiveCount")).isEqualTo("1");
        assertThat(bodies(queues.receive("plain-dead", 10, LONG))).containsExactly("dead");
        queues.giveBack("plain", plainInFlight);
        List<Map<String, Object>> again = queues.receive("plain", 10, LONG);
        assertThat(bodies(again)).containsExactly("in flight");
        assertThat(attribute(again.getFirst(), "ApproximateReceiveCount")).isEqualTo("2");
        queues.delete("plain", again.getFirst());
        assertThat(queues.depth("plain")).isEqualTo("0+1+1");
    }

    @Test
    void a_group_still_waits_for_its_messages_in_flight_and_keeps_its_order() {
        assertThat(lineInFlight).hasSize(2);
        assertThat(bodies(queues.receive("line.fifo", 10, LONG))).containsExactly("h0", "h1");
        queues.delete("line.fifo", lineInFlight.getFirst());
        assertThat(queues.receive("line.fifo", 10, LONG)).isEmpty();
        queues.giveBack("line.fifo", lineInFlight.getLast());
        queues.send("line.fifo", "g", "later", "later");
        List<Map<String, Object>> rest = queues.receive("line.fifo", 10, LONG);
        assertThat(bodies(rest).getLast()).isEqualTo("later");
        List<Map<String, Object>> line = Stream.concat(
                        lineInFlight.stream().limit(1), rest.stream().limit(rest.size() - 1))
                .toList();
        assertThat(bodies(line)).containsExactlyInAnyOrderElementsOf(DIGITS);
        assertThat(sequenceNumbers(line)).isSorted();
        assertThat(rest.stream().map(message -> attribute(message, "ApproximateReceiveCount")))
                .startsWith("2", "1", "1");
    }

    @Test
    void a_group_keeps_its_order_in_a_dead_letter_queue_too() {
        List<Map<String, Object>> dead = queues.receive("belt-dead.fifo", 10, LONG);
        assertThat(bodies(dead)).containsExactlyInAnyOrderElementsOf(DIGITS);
        assertThat(sequenceNumbers(dead)).isSorted();
    }

    @Test
    void what_was_sent_within_five_minutes_is_not_taken_again_even_if_it_was_deleted() {
        assertThat(queues.send("once.fifo", "g", "id", "once").get("MessageId")).isEqualTo(deleted.get("MessageId"));
        assertThat(queues.send("once.fifo", "g", "other", "twice").get("MessageId"))
                .isEqualTo(waiting.get("MessageId"));
        assertThat(bodies(queues.receive("once.fifo", 10, LONG))).containsExactly("twice");
    }

    @Test
    void what_was_purged_does_not_come_back() {
        assertThat(queues.depth("line-dead.fifo")).isEqualTo("0+0+0");
    }
}
