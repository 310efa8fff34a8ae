package dev.tallystick.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.json.Json;
import dev.tallystick.log.Lines;
import dev.tallystick.store.Database;
import dev.tallystick.store.LocalTables;
import dev.tallystick.stream.ExactlyOnce;
import dev.tallystick.stream.Watermarks;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** A queue keeps the order only if whatever follows a failed message is failed as well. */
class ProjectInsightsTest {

    private final AtomicInteger transactions = new AtomicInteger();
    private final Database database = new Database(LocalTables.client(new ExecutionInterceptor() {
        @Override
        public void beforeExecution(Context.BeforeExecution call, ExecutionAttributes attributes) {
            if (call.request() instanceof TransactWriteItemsRequest) {
                transactions.incrementAndGet();
            }
        }
    }));
    private final Watermarks watermarks =
            new Watermarks(database, LocalTables.TABLES, ProjectInsights.CONSUMER, Clock.systemUTC());
    private final ProjectInsights function = new ProjectInsights(
            new ExactlyOnce<>(watermarks, new Projection(new InsightStore(database, LocalTables.TABLES))));
    private final String shard = "shard-" + UUID.randomUUID();

    @Test
    void allThatIsCountedIsAcknowledged() throws Exception {
        assertThat(failures(message(1), message(2), message(3))).isEmpty();
        assertThat(watermark(shard)).isEqualTo("3");
    }

    @Test
    void whatFollowsAFailedMessageIsFailedAndNotCounted() throws Exception {
        assertThat(failures(message(1), "poison", message(3))).containsExactly("m-1", "m-2");
        assertThat(watermark(shard)).isEqualTo("1");
    }

    @Test
    void aStuckShardDoesNotHoldAnother() throws Exception {
        String other = message(7).replace(shard, "other-" + shard);

        assertThat(failures("poison", message(1), other, message(2))).containsExactly("m-0", "m-1", "m-3");
        assertThat(watermark("other-" + shard)).isEqualTo("7");
        assertThat(watermark(shard)).isEqualTo("none");
    }

    @Test
    void aBatchOfWhichNothingIsCountedFailsSoThatAnAlarmSeesIt() {
        assertThatThrownBy(() -> failures("poison", message(1))).isInstanceOf(IllegalStateException.class);
        assertThat(watermark(shard)).isEqualTo("none");
    }

    @Test
    void everyLineAboutAMessageSaysWhatItsEntriesAreFollowedBy() throws Exception {
        Lines taken = Lines.of(() -> failures(message(1)));
        Lines failed = Lines.of(() -> failures(message(3, 2), message(1).replace(shard, "other-" + shard)));

        assertThat(taken.one("taken"))
                .containsEntry("messageId", "m-0")
                .containsEntry("correlationIds", List.of("order-1"));
        assertThat(taken.metrics()).isEqualTo(Map.of("Entries{FunctionName=none}", 1L));
        assertThat(failed.one("not-counted")).containsEntry("correlationIds", List.of("order-3"));
        assertThat(failed.metrics()).containsEntry("MessagesFailed{FunctionName=none}", 1L);
    }

    @Test
    void aBatchOfSeveralShardsIsOneTransactionAndOneLine() throws Exception {
        String other = message(7).replace(shard, "other-" + shard);

        Lines lines = Lines.of(() -> failures(message(1), other, message(2, 1)));

        assertThat(lines.one("taken"))
                .containsEntry("messageIds", List.of("m-0", "m-1", "m-2"))
                .containsEntry("entries", 3L)
                .containsEntry("correlationIds", List.of("order-1", "order-7", "order-2"));
        assertThat(lines.metrics()).isEqualTo(Map.of("Entries{FunctionName=none}", 3L));
        assertThat(transactions).hasValue(1);
    }

    @Test
    void whatCannotBeTakenTogetherIsTakenOneByOneAndNotTwice() throws Exception {
        Lines lines = Lines.of(() -> failures(message(1), message(2, 1), "poison"));

        assertThat(lines.one("not-taken-together")).containsEntry("level", "INFO");
        assertThat(lines.metrics())
                .isEqualTo(Map.of("Entries{FunctionName=none}", 2L, "MessagesFailed{FunctionName=none}", 1L));
        assertThat(watermark(shard)).isEqualTo("2");
        assertThat(transactions).hasValue(2);
    }

    private List<String> failures(String... bodies) throws IOException, Json.Malformed {
        List<Map<String, Object>> records = new ArrayList<>();
        for (int i = 0; i < bodies.length; i++) {
            String group = bodies[i].contains("other-") ? "other" : "this";
            records.add(Map.of(
                    "messageId",
                    "m-" + i,
                    "receiptHandle",
                    "r-" + i,
                    "attributes",
                    Map.of("MessageGroupId", group, "ApproximateReceiveCount", "1"),
                    "body",
                    bodies[i]));
        }
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        function.handleRequest(new ByteArrayInputStream(Json.bytes(Map.of("Records", records))), answer, null);
        Map<?, ?> response = (Map<?, ?>) Json.parse(answer.toByteArray());
        return ((List<?>) response.get("batchItemFailures"))
                .stream()
                        .map(failure -> String.valueOf(((Map<?, ?>) failure).get("itemIdentifier")))
                        .toList();
    }

    private String watermark(String shardId) {
        return Objects.requireNonNull(watermarks.of(List.of(shardId)).get(shardId))
                .position()
                .map(BigInteger::toString)
                .orElse("none");
    }

    private String message(int position) {
        return message(position, 0);
    }

    private String message(int position, int after) {
        return """
                {"shardId": "%s", "after": %s, "events": [{"position": "%d", "event": {"correlationid": "order-%d", "data": {"recordedAt": "2026-11-22T10:00:00Z",
                 "businessDate": "2026-11-22", "source": "test", "kind": "enrolled", "points": 0, "postings": {}}}}]}""".formatted(shard, after == 0 ? "null" : "\"" + after + "\"", position, position);
    }
}
