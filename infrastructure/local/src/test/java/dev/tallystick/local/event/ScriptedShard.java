package dev.tallystick.local.event;

import dev.tallystick.local.function.Answer;
import dev.tallystick.local.plan.FunctionOptions;
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

/** A shard whose records go to a function that a test scripts, and what came of it. */
final class ScriptedShard implements AutoCloseable {

    static final Answer FAILURE = new Answer.Failure("{}");
    static final Answer SUCCESS = new Answer.Success("{}");
    private static final FunctionSpec FUNCTION = new FunctionSpec(
            "F",
            "F",
            "arn",
            Path.of("x.jar"),
            "x",
            128,
            Duration.ofSeconds(3),
            "Text",
            "/f",
            Map.of(),
            FunctionOptions.none());
    private static final TableSpec TABLE =
            new TableSpec("T", "table", Map.of(), Optional.of("NEW_IMAGE"), Optional.empty());
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final Path directory;
    private final List<Map<String, Object>> events = new ArrayList<>();
    private final List<Map<String, Object>> told = new ArrayList<>();
    private final HttpPart queue = HttpPart.start(exchange -> {
        String body = String.valueOf(
                Json.object(HttpPart.text(exchange)).orElseThrow().get("MessageBody"));
        told.add(Json.object(body).orElseThrow());
        HttpPart.answer(exchange, 200, "application/json", Json.bytes(Map.of()));
    });
    private Positions positions;

    ScriptedShard(Path directory) {
        this.directory = directory;
        this.positions = kept();
    }

    private Positions kept() {
        return new Positions(directory.resolve("positions.json"));
    }

    @Override
    public void close() {
        queue.close();
    }

    record Mapping(int retries, Optional<Duration> age, boolean bisects, int windowSeconds) {

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

    Deliveries deliveries(Mapping mapping, Function<List<String>, Answer> function) {
        StreamSource source = mapping.source();
        Account account = new Account("eu-central-1", Account.LOCAL_ID, "stack");
        AwsCall sqs = new AwsCall(queue.url(), "AmazonSQS", account.region());
        positions = kept();
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

    static StreamRecord record(String number, Instant createdAt) {
        return new StreamRecord(
                number,
                createdAt,
                1000,
                Map.of("eventName", "INSERT"),
                Map.of("SequenceNumber", number, "Keys", Map.of("pk", Map.of("S", number))));
    }

    static List<StreamRecord> records(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> record(Integer.toString(number), NOON))
                .toList();
    }

    // The sequence numbers of each call.
    List<List<String>> given() {
        return events.stream()
                .map(event -> Json.objects(event.get("Records")).stream()
                        .map(record -> Json.asObject(record.get("dynamodb")).orElseThrow())
                        .map(change -> String.valueOf(change.get("SequenceNumber")))
                        .toList())
                .toList();
    }

    String position() {
        return kept().of("shard").position().orElse("");
    }

    // Why, how many calls there were, and the first and last record.
    List<String> discarded() {
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

    static Answer failed(String... numbers) {
        return new Answer.Success(Json.text(Map.of(
                "batchItemFailures",
                List.of(numbers).stream()
                        .map(number -> Map.of("itemIdentifier", number))
                        .toList())));
    }

    int calls() {
        return events.size();
    }

    ShardState state() {
        return positions.of("shard");
    }

    List<Object> field(String name) {
        return events.stream().map(event -> event.get(name)).toList();
    }
}
