package dev.tallystick.local.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.local.function.Answer;
import dev.tallystick.local.plan.FunctionSpec;
import dev.tallystick.local.plan.StreamSource;
import dev.tallystick.local.plan.TableSpec;
import dev.tallystick.local.template.Account;
import dev.tallystick.local.wire.AwsCall;
import dev.tallystick.local.wire.HttpPart;
import dev.tallystick.local.wire.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What Lambda documents of retries, splitting, partial failures, ages and windows of DynamoDB streams. */
@Timeout(60)
final class DeliveriesTest {

    private static final Answer FAILURE = new Answer.Failure("{}");
    private static final Answer SUCCESS = new Answer.Success("{}");
    private static final FunctionSpec FUNCTION = new FunctionSpec(
            "F", "F", "arn", Path.of("x.jar"), "x", 128, Duration.ofSeconds(3), "Text", "/f", Map.of());
    private static final TableSpec TABLE =
            new TableSpec("T", "table", Map.of(), Optional.of("NEW_IMAGE"), Optional.empty());
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path directory;

    private final List<Map<String, Object>> events = new ArrayList<>();
    private final List<Map<String, Object>> told = new ArrayList<>();
    private final HttpPart queue = HttpPart.start(exchange -> {
        String body = String.valueOf(
                Json.object(HttpPart.text(exchange)).orElseThrow().get("MessageBody"));
        told.add(Json.object(body).orElseThrow());
        HttpPart.answer(exchange, 200, "application/json", Json.bytes(Map.of()));
    });
    private Positions positions;

    @AfterEach
    void stop() {
        queue.close();
    }

    private record Mapping(int retries, Optional<Duration> age, boolean bisects, int windowSeconds) {

        StreamSource source() {
            return new StreamSource(
                    "E",
                    FUNCTION,
                    TABLE,
                    "stream",
                    true,
                    100,
                    Duration.ZERO,
                    Optional.of(Duration.ofSeconds(windowSeconds)).filter(Duration::isPositive),
                    retries,
                    age,
                    bisects,
                    true,
                    Optional.of("arn:aws:sqs:eu-central-1:000000000000:failed"),
                    List.of());
        }
    }

    private static Mapping whole(int retries) {
        return new Mapping(retries, Optional.empty(), false, 0);
    }

    private static Mapping bisecting(int retries) {
        return new Mapping(retries, Optional.empty(), true, 0);
    }

    private Deliveries deliveries(Mapping mapping, Function<List<String>, Answer> function) {
        StreamSource source = mapping.source();
        Account account = new Account("eu-central-1", Account.LOCAL_ID, "stack");
        AwsCall sqs = new AwsCall(queue.url(), "AmazonSQS", account.region());
        positions = new Positions(directory.resolve("positions.json"));
        return new Deliveries(
                source,
                (_, payload) -> {
                    events.add(Json.object(payload).orElseThrow());
                    return function.apply(given().getLast());
                },
                new Discards(source, sqs, new QueueUrls(queue.url(), account)),
                new StreamEvents(source, account.region(), "shard"),
                "shard",
                positions);
    }

    private static StreamRecord record(String number, Instant createdAt) {
        return new StreamRecord(
                number,
                createdAt,
                1000,
                Map.of("eventName", "INSERT"),
                Map.of("SequenceNumber", number, "Keys", Map.of("pk", Map.of("S", number))));
    }

    private static List<StreamRecord> records(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> record(Integer.toString(number), NOON))
                .toList();
    }

    // The sequence numbers of each call.
    private List<List<String>> given() {
        return events.stream()
                .map(event -> Json.objects(event.get("Records")).stream()
                        .map(record -> Json.asObject(record.get("dynamodb")).orElseThrow())
                        .map(change -> String.valueOf(change.get("SequenceNumber")))
                        .toList())
                .toList();
    }

    private String position() {
        return new Positions(directory.resolve("positions.json"))
                .of("shard")
                .position()
                .orElse("");
    }

    // Why, how many calls there were, and the first and last record.
    private List<String> discarded() {
        return told.stream()
                .map(message -> {
                    Map<String, Object> context =
                            Json.asObject(message.get("requestContext")).orElseThrow();
                    Map<String, Object> batch =
                            Json.asObject(message.get("DDBStreamBatchInfo")).orElseThrow();
                    return context.get("condition") + " after " + context.get("approximateInvokeCount") + ": "
                            + batch.get("startSequenceNumber") + "-" + batch.get("endSequenceNumber");
                })
                .toList();
    }

    private static Answer failed(String... numbers) {
        return new Answer.Success(Json.text(Map.of(
                "batchItemFailures",
                List.of(numbers).stream()
                        .map(number -> Map.of("itemIdentifier", number))
                        .toList())));
    }

    @Test
    void a_batch_that_fails_is_retried_whole_as_often_as_the_mapping_says_and_then_discarded() throws Exception {
        deliveries(whole(2), _ -> FAILURE).deliver(records(2));
        assertThat(given()).containsExactly(List.of("1", "2"), List.of("1", "2"), List.of("1", "2"));
        assertThat(discarded()).containsExactly("RetryAttemptsExhausted after 3: 1-2");
        assertThat(position()).isEqualTo("2");
    }

    @Test
    void no_retries_means_one_attempt() throws Exception {
        deliveries(whole(0), _ -> FAILURE).deliver(records(1));
        assertThat(given()).hasSize(1);
        assertThat(discarded()).containsExactly("RetryAttemptsExhausted after 1: 1-1");
    }

    @Test
    void minus_one_means_that_a_batch_is_retried_until_it_succeeds() throws Exception {
        deliveries(whole(-1), _ -> events.size() < 6 ? FAILURE : SUCCESS).deliver(records(1));
        assertThat(given()).hasSize(6);
        assertThat(discarded()).isEmpty();
        assertThat(position()).isEqualTo("1");
    }

    @Test
    void splitting_a_batch_does_not_consume_the_retry_quota_and_keeps_the_order() throws Exception {
        deliveries(bisecting(1), numbers -> numbers.contains("3") ? FAILURE : SUCCESS)
                .deliver(records(4));
        assertThat(given())
                .containsExactly(
                        List.of("1", "2", "3", "4"),
                        List.of("1", "2"),
                        List.of("3", "4"),
                        List.of("3"),
                        List.of("3"),
                        List.of("4"));
        assertThat(discarded()).containsExactly("RetryAttemptsExhausted after 2: 3-3");
        assertThat(position()).isEqualTo("4");
    }

    @Test
    void the_lowest_number_reported_is_the_checkpoint_and_all_from_it_on_is_retried() throws Exception {
        List<String> positionAtCall = new ArrayList<>();
        deliveries(whole(5), numbers -> {
                    positionAtCall.add(position());
                    return numbers.size() > 3 ? failed("4", "2") : SUCCESS;
                })
                .deliver(records(4));
        assertThat(given()).containsExactly(List.of("1", "2", "3", "4"), List.of("2", "3", "4"));
        assertThat(positionAtCall).containsExactly("", "1");
        assertThat(position()).isEqualTo("4");
    }

    @Test
    void with_splitting_a_batch_is_split_at_the_number_reported_and_only_the_rest_is_retried() throws Exception {
        deliveries(bisecting(0), numbers -> numbers.size() > 2 ? failed("3") : SUCCESS)
                .deliver(records(4));
        assertThat(given()).containsExactly(List.of("1", "2", "3", "4"), List.of("3", "4"));
        assertThat(discarded()).isEmpty();
    }

    @Test
    void a_partial_failure_is_an_attempt_of_what_it_reports() throws Exception {
        deliveries(whole(1), _ -> failed("3")).deliver(records(4));
        assertThat(given()).containsExactly(List.of("1", "2", "3", "4"), List.of("3", "4"));
        assertThat(discarded()).containsExactly("RetryAttemptsExhausted after 2: 3-4");
    }

    @Test
    void a_report_of_a_record_that_was_not_in_the_batch_is_a_complete_failure() throws Exception {
        deliveries(bisecting(0), numbers -> numbers.size() > 1 ? failed("1", "77") : SUCCESS)
                .deliver(records(2));
        assertThat(given()).containsExactly(List.of("1", "2"), List.of("1"), List.of("2"));
    }

    @Test
    void a_throttled_call_is_no_attempt_and_does_not_split_the_batch() throws Exception {
        deliveries(bisecting(0), _ -> events.size() < 3 ? new Answer.Throttled("{}") : SUCCESS)
                .deliver(records(2));
        assertThat(given()).containsExactly(List.of("1", "2"), List.of("1", "2"), List.of("1", "2"));
        assertThat(discarded()).isEmpty();
    }

    @Test
    void a_throttled_call_is_tried_again_until_its_records_are_too_old() throws Exception {
        Mapping mapping = new Mapping(0, Optional.of(Duration.ofMinutes(1)), false, 0);
        deliveries(mapping, _ -> new Answer.Throttled("{}"))
                .deliver(List.of(record("1", Instant.now().minusSeconds(59))));
        assertThat(discarded()).containsExactly("RecordAgeExceeded after 0: 1-1");
    }

    @Test
    void a_record_older_than_the_maximum_is_discarded_and_does_not_reach_the_function() throws Exception {
        Mapping mapping = new Mapping(-1, Optional.of(Duration.ofMinutes(1)), false, 0);
        Instant now = Instant.now();
        deliveries(mapping, _ -> SUCCESS)
                .deliver(List.of(
                        record("1", now.minusSeconds(90)),
                        record("2", now.minusSeconds(70)),
                        record("3", now.plusSeconds(600))));
        assertThat(given()).containsExactly(List.of("3"));
        assertThat(discarded()).containsExactly("RecordAgeExceeded after 0: 1-2");
        assertThat(position()).isEqualTo("3");
    }

    @Test
    void a_record_that_gets_too_old_while_it_is_retried_is_discarded() throws Exception {
        Mapping mapping = new Mapping(-1, Optional.of(Duration.ofMinutes(1)), false, 0);
        deliveries(mapping, _ -> FAILURE)
                .deliver(List.of(record("1", Instant.now().minusSeconds(59))));
        assertThat(discarded()).hasSize(1).allMatch(message -> message.startsWith("RecordAgeExceeded"));
    }

    private static Answer state(String state) {
        return new Answer.Success("{\"state\": " + state + "}");
    }

    private List<Object> field(String name) {
        return events.stream().map(event -> event.get(name)).toList();
    }

    @Test
    void a_state_is_given_to_the_next_call_of_its_window_and_the_last_call_has_no_records() throws Exception {
        Deliveries deliveries = deliveries(
                new Mapping(-1, Optional.empty(), false, 60), _ -> state("{\"calls\": " + events.size() + "}"));
        deliveries.deliver(List.of(record("1", NOON)));
        deliveries.deliver(List.of(record("2", NOON)));
        deliveries.closeWindow();
        assertThat(given()).containsExactly(List.of("1"), List.of("2"), List.of());
        assertThat(field("state")).containsExactly(Map.of(), Map.of("calls", 1), Map.of("calls", 2));
        assertThat(field("isFinalInvokeForWindow")).containsExactly(false, false, true);
        assertThat(field("isWindowTerminatedEarly")).containsExactly(false, false, false);
    }

    @Test
    void a_state_of_more_than_a_megabyte_ends_its_window_early_and_the_next_begins_with_none() throws Exception {
        String large = "{\"all\": \"" + "x".repeat(1024 * 1024) + "\"}";
        Deliveries deliveries =
                deliveries(new Mapping(-1, Optional.empty(), false, 60), _ -> state(events.size() == 1 ? large : "{}"));
        deliveries.deliver(List.of(record("1", NOON)));
        deliveries.deliver(List.of(record("2", NOON)));
        assertThat(given()).containsExactly(List.of("1"), List.of(), List.of("2"));
        assertThat(field("isFinalInvokeForWindow")).containsExactly(false, true, false);
        assertThat(field("isWindowTerminatedEarly")).containsExactly(false, true, false);
        assertThat(field("state").getLast()).isEqualTo(Map.of());
    }

    @Test
    void a_call_that_fails_leaves_the_state_of_its_window_and_a_partial_failure_takes_the_new_one() throws Exception {
        Deliveries deliveries = deliveries(new Mapping(-1, Optional.empty(), false, 60), _ -> switch (events.size()) {
            case 1 -> FAILURE;
            case 2 ->
                new Answer.Success("{\"state\": {\"seen\": 1}, \"batchItemFailures\": [{\"itemIdentifier\": \"2\"}]}");
            default -> state("{}");
        });
        deliveries.deliver(List.of(record("1", NOON), record("2", NOON)));
        assertThat(given()).containsExactly(List.of("1", "2"), List.of("1", "2"), List.of("2"));
        assertThat(field("state")).containsExactly(Map.of(), Map.of(), Map.of("seen", 1));
    }

    @Test
    void the_last_call_of_a_window_is_retried_too_and_no_more_than_the_mapping_says() throws Exception {
        Deliveries deliveries = deliveries(
                new Mapping(1, Optional.empty(), false, 60), numbers -> numbers.isEmpty() ? FAILURE : state("{}"));
        deliveries.deliver(List.of(record("1", NOON)));
        deliveries.closeWindow();
        assertThat(given()).containsExactly(List.of("1"), List.of(), List.of());
        assertThat(positions.of("shard").window()).isEmpty();
    }

    @Test
    void a_batch_has_no_more_than_six_megabytes() {
        StreamEvents batches = new StreamEvents(whole(0).source(), "eu-central-1", "shard");
        List<StreamRecord> large = IntStream.rangeClosed(1, 20)
                .mapToObj(number -> new StreamRecord(Integer.toString(number), NOON, 400 * 1024, Map.of(), Map.of()))
                .toList();
        assertThat(batches.nextBatch(large, ShardState.BEGINNING)).hasSize(15);
    }
}
