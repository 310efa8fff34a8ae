package dev.tallystick.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.api.EntryEvents;
import dev.tallystick.json.Json;
import dev.tallystick.json.JsonObject;
import dev.tallystick.ledger.Books;
import dev.tallystick.ledger.MemberName;
import dev.tallystick.ledger.Programs;
import dev.tallystick.log.CallScope;
import dev.tallystick.log.Lines;
import dev.tallystick.points.MemberId;
import dev.tallystick.store.Database;
import dev.tallystick.store.LocalTables;
import dev.tallystick.store.Tables;
import dev.tallystick.store.Unavailable;
import dev.tallystick.stream.StreamBatch;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
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

/** Real entries of a real ledger, as the stream brings them, to queues that take what they are told to take. */
class RelayTest {

    private final Tables tables = LocalTables.another();
    private final Books books = Books.ofTheirOwn(LocalTables.client(), tables, Books.NOW);
    private final String shard = "shard-" + UUID.randomUUID();
    private final Database database = new Database(LocalTables.client());
    private final Queue queue = new Queue();
    private final Queue other = new Queue();
    private final List<SendMessageRequest> sent = queue.sent;
    private final SetAside aside = new SetAside(database, tables, Clock.systemUTC());
    private final List<ConsumerQueue> queues = List.of(queue("one", queue), queue("other", other));
    private final Relay relay = relay(books.programs);

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
    void whatTheQueueDidNotTakeIsKeptAndGoesBeforeWhatFollows() throws Exception {
        Map<String, Object> image = images(1).getFirst();
        queue.failingCalls.add(1);

        assertThat(relay.pass(batch(repeated(image, 1, 600)))).isEmpty();
        assertThat(sent).as("what follows must not overtake it").hasSize(1);
        assertThat(relay.pass(batch(repeated(image, 601, 602)))).isEmpty();

        assertThat(positions(sent)).containsExactlyElementsOf(range(1, 602));
        assertThat(afters(sent).subList(1, sent.size()))
                .containsExactlyElementsOf(lasts(sent.subList(0, sent.size() - 1)));
    }

    @Test
    void aQueueThatTakesNothingHoldsUpNoOther() throws Exception {
        Map<String, Object> image = images(1).getFirst();
        queue.failsAlways = true;

        for (int first = 1; first < 600; first += 20) {
            assertThat(relay.pass(batch(repeated(image, first, first + 19)))).isEmpty();
            // The answer was lost, and the stream brings the batch again.
            assertThat(relay.pass(batch(repeated(image, first, first + 19)))).isEmpty();
        }
        assertThat(sent).isEmpty();
        assertThat(positions(other.sent)).containsExactlyElementsOf(range(1, 600));

        queue.failsAlways = false;
        assertThat(relay.pass(batch(repeated(image, 601, 601)))).isEmpty();
        assertThat(positions(sent))
                .as("so many beside a new one, which waits")
                .containsExactlyElementsOf(range(1, 200));
        assertThat(leftBehind().run().closed()).isZero();
        assertThat(relay.pass(batch(repeated(image, 602, 602)))).isEmpty();

        assertThat(positions(sent)).containsExactlyElementsOf(range(1, 602));
        assertThat(positions(other.sent)).containsExactlyElementsOf(range(1, 602));
    }

    @Test
    void aQueueThatTakesNothingIsToldOf() throws Exception {
        queue.failsAlways = true;
        relay.pass(batch(repeated(followedBy("order-77", images(1).getFirst()), 1, 3)));

        Lines lines = Lines.of(() -> assertThat(leftBehind().run().closed()).isEqualTo(1));
        assertThat(lines.one("queue-did-not-take")).containsEntry("correlationIds", List.of("order-77"));
        Lines told = Lines.of(() -> assertThat(send(leftBehind())).isEqualTo("{\"unreadable\":0,\"closed\":1}"));
        assertThat(told.one("left-behind")).containsEntry("closed", 1L);

        queue.failsAlways = false;
        assertThat(send(leftBehind())).isEqualTo("{\"unreadable\":0,\"closed\":0}");
        assertThat(positions(sent)).containsExactly("1", "2", "3");
    }

    @Test
    void aRecordThatCannotBeReadIsSetAsideAndWhatFollowsGoesOn() throws Exception {
        List<Map<String, Object>> records = poisonedAt(4);

        assertThat(relay.pass(batch(records))).isEmpty();
        assertThat(positions(sent)).containsExactly("1", "2", "3", "5", "6");
        assertThat(waiting()).extracting(SetAside.Entry::position).containsExactly(BigInteger.valueOf(4));
    }

    @Test
    void anEntryIsNotSetAsideBecauseTheTableIsOutOfReach() throws Exception {
        Relay cutOff = relay(new Programs(
                keys -> {
                    throw new Unavailable(new IllegalStateException("out of reach"));
                },
                Duration.ZERO,
                Clock.systemUTC()));

        assertThat(cutOff.pass(batch(repeated(images(1).getFirst(), 1, 3)))).contains("1");
        assertThat(sent).isEmpty();
        assertThat(waiting()).isEmpty();
    }

    @Test
    void whatWasSetAsideIsSentOnceByItselfWhenItCanBeRead() throws Exception {
        Map<String, Object> image = images(1).getFirst();
        // A version of the program that this relay does not find: another one does.
        Relay older = relay(new Programs(keys -> Optional.empty(), Duration.ZERO, Clock.systemUTC()));
        older.pass(batch(repeated(image, 1, 2)));
        assertThat(sent).isEmpty();
        assertThat(waiting()).hasSize(2);

        // The stream brings a batch again whose answer was lost, when the newer version is there.
        assertThat(relay.pass(batch(repeated(image, 1, 3)))).isEmpty();
        assertThat(positions(sent)).containsExactly("3");
        other.failsAlways = true;
        leftBehind().run();
        other.failsAlways = false;
        leftBehind().run();
        leftBehind().run();
        relay.pass(batch(repeated(image, 1, 3)));

        for (Queue each : List.of(queue, other)) {
            assertThat(positions(each.sent)).containsExactly("3", "1", "2");
            assertThat(each.sent.subList(1, 3))
                    .extracting(SendMessageRequest::messageGroupId)
                    .containsExactly(shard + "/1", shard + "/2");
        }
        assertThat(waiting()).isEmpty();
    }

    @Test
    void whatCanStillNotBeReadStays() throws Exception {
        relay.pass(batch(poisonedAt(4)));

        assertThat(leftBehind().run().unreadable()).isPositive();
        assertThat(waiting()).hasSize(1);
    }

    private List<Map<String, Object>> poisonedAt(int position) {
        Map<String, Object> image = images(1).getFirst();
        Map<String, Object> poison = new LinkedHashMap<>(image);
        poison.put("pk", Map.of("S", "PURCHASE#store-1#" + Books.freshId()));
        poison.put("format", Map.of("N", "99"));
        List<Map<String, Object>> records = new ArrayList<>(repeated(image, 1, position - 1));
        records.add(record("INSERT", Integer.toString(position), poison));
        records.addAll(repeated(image, position + 1, position + 2));
        return records;
    }

    private Relay relay(Programs programs) {
        return new Relay(queues, new EntryEvents("test", programs), aside);
    }

    private LeftBehind leftBehind() {
        return new LeftBehind(database, tables, aside, new EntryEvents("test", books.programs), queues);
    }

    private static String send(LeftBehind leftBehind) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        new SendLeftBehind(leftBehind).handleRequest(new ByteArrayInputStream(new byte[0]), answer, null);
        return answer.toString(StandardCharsets.UTF_8);
    }

    private ConsumerQueue queue(String consumer, Queue queue) {
        return new ConsumerQueue(
                queue.client(),
                "queue",
                new SentPositions(database, tables, consumer, Clock.systemUTC()),
                new KeptMessages(database, tables, consumer));
    }

    private List<SetAside.Entry> waiting() {
        return aside.waiting().stream()
                .filter(entry -> entry.shardId().equals(shard))
                .toList();
    }

    @Test
    void whatIsPassedOnIsToldWithWhatItsRequestsAreFollowedBy() throws Exception {
        Map<String, Object> image = followedBy("order-77", images(1).getFirst());
        Lines lines =
                Lines.of(() -> CallScope.within(new JsonObject(), () -> relay.pass(records(repeated(image, 1, 3)))));

        assertThat(lines.one("relayed"))
                .containsEntry("entries", 3L)
                .containsEntry("correlationIds", List.of("order-77"));
        assertThat(lines.metrics()).isEqualTo(Map.of("Entries{FunctionName=none}", 3L));
    }

    @Test
    void whatIsWrongWithAnEntryIsToldWithWhatItsRequestIsFollowedBy() throws Exception {
        Map<String, Object> image = followedBy("order-77", images(1).getFirst());
        Map<String, Object> poison = followedBy("order-78", images(1).getFirst());
        poison.put("format", Map.of("N", "99"));
        queue.failsAlways = true;
        Lines lines = Lines.of(() -> CallScope.within(
                new JsonObject(),
                () -> relay.pass(records(List.of(
                        record("MODIFY", "1", image), record("INSERT", "2", poison), record("INSERT", "3", image))))));

        assertThat(lines.one("ledger-changed"))
                .containsEntry("level", "ERROR")
                .containsEntry("correlationId", "order-77")
                .containsEntry("change", "MODIFY");
        assertThat(lines.one("entry-set-aside")).containsEntry("correlationId", "order-78");
        assertThat(lines.one("queue-did-not-take")).containsEntry("correlationIds", List.of("order-77"));
    }

    private static Map<String, Object> followedBy(String correlationId, Map<String, Object> image) {
        Map<String, Object> with = new LinkedHashMap<>(image);
        with.put("correlationId", Map.of("S", correlationId));
        return with;
    }

    private StreamBatch records(List<Map<String, Object>> records) {
        try {
            return batch(records);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
                    .getItem(request -> request.tableName(tables.ledger())
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
            ((List<?>) body(message).get("events"))
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

    private static List<String> lasts(List<SendMessageRequest> messages) throws Json.Malformed {
        List<String> lasts = new ArrayList<>();
        for (SendMessageRequest message : messages) {
            lasts.add(last(message));
        }
        return lasts;
    }

    private static String last(SendMessageRequest message) throws Json.Malformed {
        return positions(List.of(message)).getLast();
    }

    private static Map<?, ?> body(SendMessageRequest message) throws Json.Malformed {
        return (Map<?, ?>) Json.parse(message.messageBody().getBytes(StandardCharsets.UTF_8));
    }

    /** A queue, and what it has taken. */
    private static final class Queue {
        private final List<SendMessageRequest> sent = new ArrayList<>();
        private final Set<Integer> failingCalls = new HashSet<>();
        private boolean failsAlways;
        private int calls;

        SqsClient client() {
            return (SqsClient) Proxy.newProxyInstance(
                    SqsClient.class.getClassLoader(), new Class<?>[] {SqsClient.class}, (proxy, method, arguments) -> {
                        SendMessageRequest.Builder builder = SendMessageRequest.builder();
                        consumer(arguments[0]).accept(builder);
                        if (failsAlways || failingCalls.contains(calls++)) {
                            throw SdkClientException.create("the queue is out of reach");
                        }
                        sent.add(builder.build());
                        return SendMessageResponse.builder().build();
                    });
        }
    }

    @SuppressWarnings("unchecked")
    private static Consumer<SendMessageRequest.Builder> consumer(Object argument) {
        return (Consumer<SendMessageRequest.Builder>) argument;
    }
}
