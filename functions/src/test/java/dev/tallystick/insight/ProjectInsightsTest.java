package dev.tallystick.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.json.Json;
import dev.tallystick.store.Database;
import dev.tallystick.store.LocalTables;
import dev.tallystick.stream.ExactlyOnce;
import dev.tallystick.stream.Watermarks;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A queue keeps the order only if whatever follows a failed message is failed as well. */
class ProjectInsightsTest {

    private final Database database = new Database(LocalTables.client());
    private final Watermarks watermarks =
            new Watermarks(database, LocalTables.TABLES, ProjectInsights.CONSUMER, Clock.systemUTC());
    private final ProjectInsights function = new ProjectInsights(
            new ExactlyOnce<>(watermarks, new Projection(new InsightStore(database, LocalTables.TABLES))));
    private final String shard = "shard-" + UUID.randomUUID();

    @Test
    void allThatIsCountedIsAcknowledged() throws Exception {
        assertThat(failures(message(1), message(2), message(3))).isEmpty();
        assertThat(watermark()).isEqualTo("3");
    }

    @Test
    void whatFollowsAFailedMessageIsFailedAndNotCounted() throws Exception {
        assertThat(failures(message(1), "poison", message(3))).containsExactly("m-1", "m-2");
        assertThat(watermark()).isEqualTo("1");
    }

    @Test
    void aStuckShardDoesNotHoldAnother() throws Exception {
        String other = message(7).replace(shard, "other-" + shard);

        assertThat(failures("poison", message(1), other, message(2))).containsExactly("m-0", "m-1", "m-3");
        assertThat(watermarks.of("other-" + shard).position())
                .hasValueSatisfying(position -> assertThat(position).isEqualTo(7));
        assertThat(watermarks.of(shard).position()).isEmpty();
    }

    @Test
    void aBatchOfWhichNothingIsCountedFailsSoThatAnAlarmSeesIt() {
        assertThatThrownBy(() -> failures("poison", message(1))).isInstanceOf(IllegalStateException.class);
        assertThat(watermarks.of(shard).position()).isEmpty();
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

    private String watermark() {
        return watermarks.of(shard).position().orElseThrow().toString();
    }

    private String message(int position) {
        return """
                {"shardId": "%s", "events": [{"position": "%d", "event": {"data": {"recordedAt": "2026-11-22T10:00:00Z",
                 "businessDate": "2026-11-22", "source": "test", "kind": "enrolled", "points": 0, "postings": {}}}}]}""".formatted(shard, position);
    }
}
