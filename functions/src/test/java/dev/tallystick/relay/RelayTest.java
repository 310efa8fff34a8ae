package dev.tallystick.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.json.Json;
import dev.tallystick.ledger.Books;
import dev.tallystick.ledger.MemberName;
import dev.tallystick.points.MemberId;
import dev.tallystick.store.Database;
import dev.tallystick.store.LocalTables;
import dev.tallystick.stream.StreamBatch;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** Real entries of a real ledger, as the stream brings them, to a queue that takes what it is told to take. */
class RelayTest {

    private final Books books = Books.open();
    private final String shard = "shard-" + UUID.randomUUID();
    private final List<SendMessageRequest> sent = new ArrayList<>();
    private final Set<Integer> failingCalls = new HashSet<>();
    private int calls;
    private final Relay relay = new Relay(
            new ConsumerQueue(
                    queue(),
                    "queue",
                    new SentPositions(new Database(LocalTables.client()), LocalTables.TABLES, Clock.systemUTC())),
            books.programs);

    @Test
    void entriesGoInOrderInMessagesThatAQueueTakesAndNameTheOneBefore() throws Exception {
        List<Map<String, Object>> image = images(1);

        Optional<String> failed = relay.pass(batch(repeated(image.getFirst(), 1, 600)));

        assertThat(failed).isEmpty();
        assertThat(sent).hasSizeGreaterThan(1).allSatisfy(message -> {
            assertThat(message.messageGroupId()).isEqualTo(shard);
            assertThat(message.messageBody().length()).isLessThan(256 * 1024);
        });
        assertThat(positions(sent)).containsExactlyElementsOf(range(1, 600));
        assertThat(afters(sent)).startsWith("null").doesNotHaveDuplicates();
        assertThat(afters(sent).get(1)).isEqualTo(last(sent.getFirst()));
    }

    @Test
    void whatTheQueueDidNotTakeComesAgainFromThere() throws Exception {
        List<Map<String, Object>> image = images(1);
        failingCalls.add(1);

        Optional<String> failed = relay.pass(batch(repeated(image.getFirst(), 1, 600)));
        String failedAt = failed.orElseThrow();
        relay.pass(batch(repeated(image.getFirst(), Integer.parseInt(failedAt), 600)));

        assertThat(positions(sent)).containsExactlyElementsOf(range(1, 600));
        assertThat(afters(sent).get(1)).isEqualTo(Integer.toString(Integer.parseInt(failedAt) - 1));
    }

    @Test
    void aRecordThatCannotBeReadHoldsWhatFollowsAndNotWhatPrecedes() throws Exception {
        List<Map<String, Object>> records = new ArrayList<>(repeated(images(1).getFirst(), 1, 3));
        records.add(record("INSERT", "4", Map.of("pk", Map.of("S", "nonsense"))));
        records.addAll(repeated(images(1).getFirst(), 5, 6));

        assertThat(relay.pass(batch(records))).contains("4");
        assertThat(positions(sent)).containsExactly("1", "2", "3");
    }

    @Test
    void changesAndRemovalsAreNotEntries() throws Exception {
        Map<String, Object> image = images(1).getFirst();

        assertThat(relay.pass(batch(List.of(
                        record("MODIFY", "1", image), record("REMOVE", "2", Map.of()), record("INSERT", "3", image)))))
                .isEmpty();
        assertThat(positions(sent)).containsExactly("3");
    }

    @Test
    void anEmptyBatchAtTheEndOfAWindowSendsNothing() throws Exception {
        assertThat(relay.pass(batch(List.of()))).isEmpty();
        assertThat(sent).isEmpty();
    }

    @Test
    void withoutAShardThereIsNoOrderToKeep() {
        assertThatThrownBy(() -> StreamBatch.read(
                                new ByteArrayInputStream("{\"Records\": []}".getBytes(StandardCharsets.UTF_8)))
                        .shardId())
                .isInstanceOf(IllegalStateException.class);
    }

    /** Entries as the stream shows them. */
    private List<Map<String, Object>> images(int count) {
        MemberId member = books.enrol(null);
        List<Map<String, Object>> images = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String id = Books.freshId();
            books.purchase(new MemberName.ById(member), id, 4_250);
            images.add(image(LocalTables.client()
                    .getItem(request -> request.tableName(LocalTables.TABLES.ledger())
                            .key(Map.of(
                                    "pk", AttributeValue.fromS("PURCHASE#store-1#" + id),
                                    "sk", AttributeValue.fromS("0000"))))
                    .item()));
        }
        return images;
    }

    private static Map<String, Object> image(Map<String, AttributeValue> attributes) {
        Map<String, Object> image = new LinkedHashMap<>();
        attributes.forEach((name, value) -> image.put(name, typed(value)));
        return image;
    }

    private static Map<String, Object> typed(AttributeValue value) {
        return switch (value.type()) {
            case S -> Map.of("S", value.s());
            case N -> Map.of("N", value.n());
            case B -> Map.of("B", Base64.getEncoder().encodeToString(value.b().asByteArray()));
            case M -> Map.of("M", image(value.m()));
            case L, SS, NS, BS, BOOL, NUL, UNKNOWN_TO_SDK_VERSION -> throw new AssertionError(value);
        };
    }

    private static List<Map<String, Object>> repeated(Map<String, Object> image, int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(position -> record("INSERT", Integer.toString(position), image))
                .toList();
    }

    private static Map<String, Object> record(String eventName, String position, Map<String, ?> image) {
        return Map.of("eventName", eventName, "dynamodb", Map.of("SequenceNumber", position, "NewImage", image));
    }

    private StreamBatch batch(List<Map<String, Object>> records) throws IOException {
        return StreamBatch.read(new ByteArrayInputStream(Json.bytes(Map.of("shardId", shard, "Records", records))));
    }

    private static List<String> range(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(Integer::toString).toList();
    }

    private static List<String> positions(List<SendMessageRequest> messages) throws Json.Malformed {
        List<String> positions = new ArrayList<>();
        for (SendMessageRequest message : messages) {
            ((List<?>) body(message).get("entries"))
                    .forEach(entry -> positions.add(String.valueOf(((Map<?, ?>) entry).get("position"))));
        }
        return positions;
    }

    private static List<String> afters(List<SendMessageRequest> messages) throws Json.Malformed {
        List<String> afters = new ArrayList<>();
        for (SendMessageRequest message : messages) {
            afters.add(String.valueOf(body(message).get("after")));
        }
        return afters;
    }

    private static String last(SendMessageRequest message) throws Json.Malformed {
        return positions(List.of(message)).getLast();
    }

    private static Map<?, ?> body(SendMessageRequest message) throws Json.Malformed {
        return (Map<?, ?>) Json.parse(message.messageBody().getBytes(StandardCharsets.UTF_8));
    }

    private SqsClient queue() {
        return (SqsClient) Proxy.newProxyInstance(
                SqsClient.class.getClassLoader(), new Class<?>[] {SqsClient.class}, (proxy, method, arguments) -> {
                    SendMessageRequest.Builder builder = SendMessageRequest.builder();
                    Consumer<SendMessageRequest.Builder> consumer = consumer(arguments[0]);
                    consumer.accept(builder);
                    if (failingCalls.contains(calls++)) {
                        throw SdkClientException.create("the queue is out of reach");
                    }
                    sent.add(builder.build());
                    return SendMessageResponse.builder().build();
                });
    }

    @SuppressWarnings("unchecked")
    private static Consumer<SendMessageRequest.Builder> consumer(Object argument) {
        return (Consumer<SendMessageRequest.Builder>) argument;
    }
}
