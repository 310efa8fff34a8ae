package dev.tallystick.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.json.Json;
import dev.tallystick.store.Database;
import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import dev.tallystick.store.LocalTables;
import dev.tallystick.store.Tables;
import dev.tallystick.stream.ExactlyOnce;
import dev.tallystick.stream.Feed;
import dev.tallystick.stream.FeedPosition;
import dev.tallystick.stream.FeedStore;
import dev.tallystick.stream.SentMessages;
import dev.tallystick.stream.WakeUps;
import dev.tallystick.stream.Watermarks;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Messages as the queue brings them; that the rest of a group waits for one that fails is shown with the figures. */
class AppendFeedTest {

    private final Tables tables = LocalTables.another();
    private final Database database = new Database(LocalTables.client());
    private final SentMessages sent = new SentMessages();
    private final FeedStore store = new FeedStore(database, tables);
    private final AppendFeed function = new AppendFeed(
            new ExactlyOnce<>(
                    new Watermarks(database, tables, AppendFeed.CONSUMER, Clock.systemUTC()), new Appending(store)),
            new WakeUps(database, tables, sent.client(), "deliveries"));

    @Test
    void eventsAreAppendedAsTheyAreAndWhatIsNoneHoldsItsGroup() throws Exception {
        String event = "{\"specversion\":\"1.0\",\"id\":\"1\",\"data\":{\"points\":9007199254740993}}";

        List<String> failed = failures(message(1, event), message(2, "{}"), message(3, event));

        assertThat(failed).containsExactly("m-1", "m-2");
        assertThat(Json.text(new Feed(store)
                        .after(FeedPosition.BEGINNING, 10)
                        .orElseThrow()
                        .events()))
                .isEqualTo("[" + event + "]");
    }

    @Test
    void everyWebhookThatIsNotDisabledIsWokenAndWhereThatFailsTheEventsAreInTheFeedAllTheSame() throws Exception {
        database.put(tables.insights(), Item.with(Keys.webhook("wh-a")));
        database.put(
                tables.insights(), Item.with(Keys.webhook("wh-b")).put(WakeUps.DISABLED_AT, "2026-11-22T10:00:00Z"));
        database.put(tables.insights(), Item.with(Keys.webhook("wh-c")));
        String event = "{\"specversion\":\"1.0\",\"id\":\"1\"}";

        assertThat(failures(message(1, event))).isEmpty();
        assertThat(sent.groups()).containsExactly("wh-a", "wh-c");

        sent.close();
        assertThat(failures(message(2, event))).isEmpty();
        assertThat(store.chunks()).isEqualTo(2);
    }

    private List<String> failures(String... bodies) throws Exception {
        List<Map<String, Object>> records = new ArrayList<>();
        for (int i = 0; i < bodies.length; i++) {
            records.add(Map.of(
                    "messageId",
                    "m-" + i,
                    "receiptHandle",
                    "r-" + i,
                    "attributes",
                    Map.of("MessageGroupId", "shard", "ApproximateReceiveCount", "1"),
                    "body",
                    bodies[i]));
        }
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        function.handleRequest(new ByteArrayInputStream(Json.bytes(Map.of("Records", records))), answer, null);
        return ((List<?>) ((Map<?, ?>) Json.parse(answer.toByteArray())).get("batchItemFailures"))
                .stream()
                        .map(failure -> String.valueOf(((Map<?, ?>) failure).get("itemIdentifier")))
                        .toList();
    }

    private static String message(int position, String event) {
        return "{\"shardId\": \"a\", \"events\": [{\"position\": \"%d\", \"event\": %s}]}".formatted(position, event);
    }
}
