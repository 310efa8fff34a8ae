package dev.tallystick.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.local.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** What Lambda's documentation says of queues as event sources, on one cloud; each test has a queue of its own. */
@TestInstance(Lifecycle.PER_CLASS)
final class QueueSourcesTest {

    private static final int LAMBDA_PAYLOAD_LIMIT = 6 * 1024 * 1024;

    @TempDir
    static Path directory;

    private RunningCloud cloud;
    private QueueCalls queues;

    @BeforeAll
    void start() throws Exception {
        cloud = RunningCloud.start(directory, "queues.yaml");
        queues = new QueueCalls(cloud.endpoint("sqs"));
    }

    @AfterAll
    void stop() {
        cloud.close();
    }

    private List<String> bodies(String function) throws IOException {
        return cloud.records(function).stream()
                .map(record -> String.valueOf(record.get("body")))
                .toList();
    }

    private List<String> notes(String function) throws IOException {
        Path notes = directory.resolve("files/" + function + ".notes");
        return Files.exists(notes) ? Files.readAllLines(notes) : List.of();
    }

    private void tell(String function, String word) throws IOException {
        Files.writeString(directory.resolve("files/" + function + "." + word), "");
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(Integer::toString).toList();
    }

    @Test
    void a_batch_of_more_than_ten_is_gathered_from_several_receives_and_goes_when_it_is_full() throws Exception {
        queues.sendBatch("batched", "", numbers(1, 10));
        queues.sendBatch("batched", "", numbers(11, 20));
        queues.sendBatch("batched", "", numbers(21, 25));
        RunningCloud.eventually(() -> !cloud.events("TakesBatched").isEmpty());
        assertThat(bodies("TakesBatched")).containsExactlyInAnyOrderElementsOf(numbers(1, 25));
        assertThat(cloud.events("TakesBatched")).hasSize(1);
        RunningCloud.eventually(() -> queues.depth("batched").equals("0+0+0"));
    }

    @Test
    void a_batch_goes_when_it_reaches_what_a_call_takes_though_its_window_is_open() throws Exception {
        String large = "x".repeat(250_000);
        for (int i = 0; i < 30; i++) {
            queues.send("large", large);
        }
        RunningCloud.eventually(() -> !cloud.events("TakesLarge").isEmpty());
        for (Map<String, Object> event : cloud.events("TakesLarge")) {
            assertThat(Json.text(event).getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(LAMBDA_PAYLOAD_LIMIT);
        }
        assertThat(Json.objects(cloud.events("TakesLarge").getFirst().get("Records")))
                .hasSizeGreaterThan(20);
    }

    @Test
    void a_batch_that_is_not_full_goes_when_its_window_is_over() throws Exception {
        queues.sendBatch("windowed", "", numbers(1, 3));
        RunningCloud.eventually(() -> bodies("TakesWindowed").containsAll(numbers(1, 3)));
        assertThat(bodies("TakesWindowed")).doesNotHaveDuplicates();
    }

    @Test
    void what_matches_no_filter_is_deleted_without_a_call() throws Exception {
        queues.send("filtered", "{\"kind\": \"order\", \"amount\": 5}");
        queues.send("filtered", "no JSON, which a pattern for JSON drops");
        queues.send("filtered", "{\"kind\": \"order\", \"amount\": 11}");
        Map<String, Object> vip = Map.of("DataType", "String", "StringValue", "yes");
        queues.call("SendMessage", "filtered", Map.of("MessageBody", "vip", "MessageAttributes", Map.of("vip", vip)));
        RunningCloud.eventually(() ->
                bodies("TakesFiltered").size() >= 2 && queues.depth("filtered").equals("0+0+0"));
        assertThat(bodies("TakesFiltered")).containsExactlyInAnyOrder("{\"kind\": \"order\", \"amount\": 11}", "vip");
    }

    @Test
    void message_attributes_arrive_as_Lambda_gives_them() throws Exception {
        Map<String, Object> attributes = Map.of(
                "vip", Map.of("DataType", "String", "StringValue", "yes"),
                "photo", Map.of("DataType", "Binary", "BinaryValue", "AAEC"));
        queues.call("SendMessage", "filtered", Map.of("MessageBody", "with", "MessageAttributes", attributes));
        RunningCloud.eventually(() -> bodies("TakesFiltered").contains("with"));
        Map<String, Object> record = cloud.records("TakesFiltered").stream()
                .filter(one -> "with".equals(one.get("body")))
                .findFirst()
                .orElseThrow();
        assertThat(record).containsKeys("md5OfBody", "md5OfMessageAttributes");
        assertThat(Json.asObject(record.get("messageAttributes")).orElseThrow())
                .containsEntry("vip", attribute("stringValue", "yes", "String"))
                .containsEntry("photo", attribute("binaryValue", "AAEC", "Binary"));
    }

    private static Map<String, Object> attribute(String key, String value, String type) {
        return Map.of(key, value, "dataType", type, "stringListValues", List.of(), "binaryListValues", List.of());
    }

    @Test
    void when_a_function_fails_the_whole_batch_comes_again_until_it_was_received_too_often() throws Exception {
        cloud.answer("TakesShaky", "throw");
        queues.sendBatch("shaky", "", numbers(1, 3));
        RunningCloud.eventually(() -> {
            queues.giveBackFailed("shaky", receipts("TakesShaky"));
            return queues.depth("shaky-dead").equals("3+0+0");
        });
        for (String body : numbers(1, 3)) {
            assertThat(counts("TakesShaky", body)).containsExactly("1", "2");
        }
    }

    private List<String> receipts(String function) throws IOException {
        return cloud.records(function).stream()
                .map(record -> String.valueOf(record.get("receiptHandle")))
                .toList();
    }

    private List<Object> counts(String function, String body) throws IOException {
        return cloud.records(function).stream()
                .filter(record -> body.equals(record.get("body")))
                .map(record ->
                        Json.asObject(record.get("attributes")).orElseThrow().get("ApproximateReceiveCount"))
                .toList();
    }

    private List<String> failed(String function) throws IOException {
        return notes(function).stream()
                .filter(note -> note.startsWith("failed "))
                .toList();
    }

    private void giveBackFailed(String queue, String function) throws IOException {
        queues.giveBackFailed(
                queue,
                failed(function).stream()
                        .map(note -> note.substring(note.lastIndexOf(' ') + 1))
                        .toList());
    }

    @Test
    void of_a_standard_queue_only_what_is_reported_comes_again() throws Exception {
        queues.sendBatch("mixed", "", List.of("one", "bad two", "three"));
        RunningCloud.eventually(() -> {
            giveBackFailed("mixed", "TakesMixed");
            return failed("TakesMixed").size() >= 2;
        });
        tell("TakesMixed", "mended");
        RunningCloud.eventually(() -> {
            giveBackFailed("mixed", "TakesMixed");
            return queues.depth("mixed").equals("0+0+0");
        });
        assertThat(failed("TakesMixed")).allMatch(note -> note.startsWith("failed bad two"));
        assertThat(notes("TakesMixed")).containsOnlyOnce("one", "bad two", "three");
    }

    @Test
    void of_a_group_the_first_failure_and_what_follows_come_again_in_order_while_other_groups_go_on() throws Exception {
        queues.sendInOrder("row.fifo", "g", List.of("one", "bad two", "three", "four"));
        RunningCloud.eventually(() -> !failed("TakesRow").isEmpty());
        queues.sendInOrder("row.fifo", "h", List.of("other", "another"));
        RunningCloud.eventually(() -> notes("TakesRow").contains("another"));
        tell("TakesRow", "mended");
        RunningCloud.eventually(() -> {
            giveBackFailed("row.fifo", "TakesRow");
            return queues.depth("row.fifo").equals("0+0+0");
        });
        assertThat(notes("TakesRow").stream().filter(List.of("one", "bad two", "three", "four")::contains))
                .containsExactly("one", "bad two", "three", "four");
    }

    @Test
    void of_each_group_one_batch_at_a_time_is_under_way_and_groups_run_side_by_side() throws Exception {
        queues.sendInOrder("groups.fifo", "a", List.of("a1", "a2", "a3"));
        queues.sendInOrder("groups.fifo", "b", List.of("b1", "b2", "b3"));
        RunningCloud.eventually(() -> notes("TakesGroups").containsAll(List.of("+a1", "+b1")));
        tell("TakesGroups", "open");
        RunningCloud.eventually(() -> queues.depth("groups.fifo").equals("0+0+0"));
        for (String group : List.of("a", "b")) {
            assertThat(notes("TakesGroups").stream().filter(note -> note.startsWith(group, 1)))
                    .containsExactly(
                            "+" + group + 1,
                            "-" + group + 1,
                            "+" + group + 2,
                            "-" + group + 2,
                            "+" + group + 3,
                            "-" + group + 3);
        }
    }

    @Test
    void no_more_batches_are_under_way_than_the_maximum_concurrency() throws Exception {
        queues.sendBatch("narrow", "", numbers(1, 6));
        RunningCloud.eventually(() -> notes("TakesNarrow").size() == 2);
        // A third batch would have come about while this one did.
        queues.sendBatch("windowed", "", List.of("meanwhile"));
        RunningCloud.eventually(() -> bodies("TakesWindowed").contains("meanwhile"));
        assertThat(queues.depth("narrow")).isEqualTo("4+2+0");
        tell("TakesNarrow", "open");
        RunningCloud.eventually(() -> queues.depth("narrow").equals("0+0+0"));
        assertThat(mostAtOnce(notes("TakesNarrow"))).isEqualTo(2);
    }

    private static int mostAtOnce(List<String> notes) {
        int most = 0;
        int now = 0;
        for (String note : notes) {
            now += note.startsWith("+") ? 1 : -1;
            most = Math.max(most, now);
        }
        return most;
    }
}
