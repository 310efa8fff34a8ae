package dev.tallystick.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.local.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StreamsTest {

    private static final String STATE = "{\"state\": {\"seen\": true}}";

    @TempDir
    Path directory;

    private RunningCloud shop;

    @BeforeEach
    void start() throws Exception {
        shop = RunningCloud.start(directory, "shop.yaml");
        shop.answer("Windowed", STATE);
    }

    @AfterEach
    void stop() {
        shop.close();
    }

    private List<String> keys() throws IOException {
        return shop.records("Reader").stream().map(StreamsTest::key).toList();
    }

    private static Map<String, Object> change(Map<String, Object> record) {
        return Json.asObject(record.get("dynamodb")).orElseThrow();
    }

    private static String key(Map<String, Object> record) {
        Map<String, Object> keys = Json.asObject(change(record).get("Keys")).orElseThrow();
        return String.valueOf(Json.asObject(keys.get("pk")).orElseThrow().get("S"));
    }

    @Test
    void records_arrive_in_order_and_a_restart_goes_on_after_the_last_one() throws Exception {
        for (int i = 1; i <= 25; i++) {
            shop.put("a" + i);
        }
        RunningCloud.eventually(() -> keys().size() >= 25);
        List<String> first = keys();
        // A cloud that is stopped between an answer and its position gives the batch again, as Lambda may.
        RunningCloud.eventually(() -> position("Reader").equals(lastSequenceNumber("Reader")));
        shop.close();
        shop = RunningCloud.start(directory, "shop.yaml");
        shop.put("b1");
        RunningCloud.eventually(() -> keys().contains("b1"));
        assertThat(first).containsExactlyElementsOf(expected(25)).doesNotHaveDuplicates();
        assertThat(keys()).hasSize(26).endsWith("b1");
        assertThat(shop.events("Reader"))
                .allMatch(event -> Json.objects(event.get("Records")).size() <= 10);
    }

    private String position(String function) throws IOException {
        Map<String, Object> kept = Json.object(
                        Files.readString(shop.data().resolve("streams").resolve(function + "-Changes.json")))
                .orElseThrow();
        return String.valueOf(
                Json.asObject(kept.values().iterator().next()).orElseThrow().get("position"));
    }

    private String lastSequenceNumber(String function) throws IOException {
        return String.valueOf(change(shop.records(function).getLast()).get("SequenceNumber"));
    }

    private static List<String> expected(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> "a" + i).toList();
    }

    @Test
    void a_record_has_the_shape_that_Lambda_gives_it() throws Exception {
        Instant before = Instant.now().minusSeconds(1);
        shop.dynamodb()
                .call(
                        "PutItem",
                        Map.of(
                                "TableName",
                                "shop-orders",
                                "Item",
                                Map.of(
                                        "pk", Map.of("S", "a"),
                                        "map", Map.of("M", Map.of()),
                                        "list", Map.of("L", List.of()))));
        RunningCloud.eventually(() -> !keys().isEmpty());
        Map<String, Object> record = shop.records("Reader").getFirst();
        assertThat(record)
                .containsEntry("eventName", "INSERT")
                .containsEntry("eventVersion", "1.1")
                .containsEntry("eventSource", "aws:dynamodb")
                .containsEntry("awsRegion", "us-east-1")
                .containsKeys("eventID", "eventSourceARN");
        assertThat(change(record))
                .containsEntry("StreamViewType", "NEW_IMAGE")
                .containsKeys("SequenceNumber", "SizeBytes");
        assertThat(Json.asObject(change(record).get("NewImage")).orElseThrow())
                .containsEntry("map", Map.of("M", Map.of()))
                .containsEntry("list", Map.of("L", List.of()));
        Instant created =
                Instant.ofEpochSecond(((Number) change(record).get("ApproximateCreationDateTime")).longValue());
        assertThat(created)
                .isAfterOrEqualTo(before.minus(Duration.ofMinutes(1)))
                .isBefore(Instant.now());
    }

    @Test
    void a_partial_failure_begins_again_at_the_lowest_record_that_failed() throws Exception {
        shop.answer("Reader", "fail a3 once");
        shop.dynamodb()
                .call(
                        "TransactWriteItems",
                        Map.of(
                                "TransactItems",
                                expected(4).stream().map(StreamsTest::putOf).toList()));
        RunningCloud.eventually(() -> keys().stream().filter("a3"::equals).count() == 2 && keys().contains("a4"));
        shop.put("end");
        RunningCloud.eventually(() -> keys().contains("end"));
        assertThat(keys()).containsOnlyOnce("a1", "a2", "end");
        assertThat(keys().subList(keys().lastIndexOf("a3"), keys().size())).containsExactly("a3", "a4", "end");
    }

    private static Map<String, Object> putOf(String key) {
        return Map.of("Put", Map.of("TableName", "shop-orders", "Item", Map.of("pk", Map.of("S", key))));
    }

    @Test
    void what_fails_too_often_is_given_up_and_its_position_told() throws Exception {
        shop.answer("Reader", "throw");
        shop.put("poison");
        Map<String, Object> message = Json.object(body("Discarded")).orElseThrow();
        shop.answer("Reader", "{}");
        shop.put("good");
        RunningCloud.eventually(() -> keys().contains("good"));
        assertThat(keys()).containsExactly("poison", "poison", "poison", "good");
        String position =
                String.valueOf(change(shop.records("Reader").getFirst()).get("SequenceNumber"));
        assertThat(message).containsEntry("version", "1.0").containsKeys("timestamp", "responseContext");
        assertThat(Json.asObject(message.get("requestContext")).orElseThrow())
                .containsEntry("functionArn", "arn:aws:lambda:us-east-1:000000000000:function:Reader")
                .containsEntry("condition", "RetryAttemptsExhausted")
                .containsEntry("approximateInvokeCount", 3);
        assertThat(Json.asObject(message.get("DDBStreamBatchInfo")).orElseThrow())
                .containsEntry("startSequenceNumber", position)
                .containsEntry("endSequenceNumber", position)
                .containsEntry("batchSize", 1)
                .containsKeys("shardId", "streamArn", "approximateArrivalOfFirstRecord");
    }

    private String body(String queue) throws Exception {
        String[] body = {""};
        RunningCloud.eventually(() -> {
            Json.objects(shop.sqs()
                            .call("ReceiveMessage", Map.of("QueueUrl", shop.queueUrl(queue)))
                            .get("Messages"))
                    .forEach(message -> body[0] = String.valueOf(message.get("Body")));
            return !body[0].isEmpty();
        });
        return body[0];
    }

    @Test
    void a_window_carries_its_state_and_ends_with_a_call_of_its_own() throws Exception {
        shop.put("a1");
        RunningCloud.eventually(() -> shop.events("Windowed").stream()
                .anyMatch(event -> Boolean.TRUE.equals(event.get("isFinalInvokeForWindow"))));
        List<Map<String, Object>> events = shop.events("Windowed");
        Map<String, Object> first = events.getFirst();
        Map<String, Object> last = events.getLast();
        assertThat(first)
                .containsEntry("state", Map.of())
                .containsEntry("isFinalInvokeForWindow", false)
                .containsEntry("isWindowTerminatedEarly", false)
                .containsKeys("shardId", "eventSourceARN");
        assertThat(last)
                .containsEntry("state", Map.of("seen", true))
                .containsEntry("Records", List.of())
                .containsEntry("window", first.get("window"));
        Map<String, Object> window = Json.asObject(first.get("window")).orElseThrow();
        Instant start = Instant.parse(String.valueOf(window.get("start")));
        assertThat(Instant.parse(String.valueOf(window.get("end")))).isEqualTo(start.plusSeconds(2));
        assertThat(start.getEpochSecond() % 2).isZero();
    }

    @Test
    void each_window_is_ended_before_the_next_one_begins() throws Exception {
        for (int i = 1; windows().stream().distinct().count() < 3; i++) {
            shop.put("a" + i);
            Thread.sleep(100);
        }
        List<Map<String, Object>> events = shop.events("Windowed");
        for (int i = 1; i < events.size(); i++) {
            boolean another =
                    !events.get(i).get("window").equals(events.get(i - 1).get("window"));
            assertThat(events.get(i - 1)).containsEntry("isFinalInvokeForWindow", another);
        }
    }

    private List<Object> windows() throws IOException {
        return shop.events("Windowed").stream()
                .map(event -> event.get("window"))
                .toList();
    }

    @Test
    void in_a_window_an_answer_without_state_is_a_failure() throws Exception {
        shop.answer("Windowed", "{}");
        shop.put("a1");
        RunningCloud.eventually(() -> shop.records("Windowed").size() >= 2);
        shop.answer("Windowed", STATE);
        RunningCloud.eventually(() -> shop.events("Windowed").stream()
                .anyMatch(event -> Boolean.TRUE.equals(event.get("isFinalInvokeForWindow"))));
        assertThat(shop.records("Windowed")).allMatch(record -> key(record).equals("a1"));
    }
}
