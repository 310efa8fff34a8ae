package dev.tallystick.webhook;

import dev.tallystick.json.JsonObject;
import dev.tallystick.store.Database;
import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import dev.tallystick.store.Names;
import dev.tallystick.store.Tables;
import dev.tallystick.stream.FeedPosition;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** What was sent to webhooks, an item an event with all its attempts, for thirty days after the last. Nothing of what was answered. */
final class DeliveryLog {

    private static final Duration KEPT = Duration.ofDays(30);

    private final Database database;
    private final String table;
    private final InstantSource clock;

    DeliveryLog(Database database, Tables tables, InstantSource clock) {
        this.database = database;
        this.table = tables.insights();
        this.clock = clock;
    }

    /**
     * Some of it, newest first.
     *
     * @param next where the next page begins, if there is one
     */
    record Page(
            List<Map<String, Object>> deliveries, @Nullable String next) {}

    /** The write that adds an attempt. */
    TransactWriteItem add(
            String webhookId, FeedPosition at, Message message, Attempt attempt, Optional<Instant> nextAt) {
        Map<String, AttributeValue> values = new HashMap<>(Map.of(
                ":none", AttributeValue.fromL(List.of()),
                ":new", AttributeValue.fromL(List.of(AttributeValue.fromM(write(attempt)))),
                ":id", AttributeValue.fromS(message.id()),
                ":type", AttributeValue.fromS(message.type()),
                ":delivered", AttributeValue.fromBool(attempt.delivered()),
                ":expiresAt",
                        AttributeValue.fromN(
                                Long.toString(attempt.at().plus(KEPT).getEpochSecond()))));
        StringBuilder set = new StringBuilder("SET attempts = list_append(if_not_exists(attempts, :none), :new),"
                + " id = :id, #type = :type, delivered = :delivered, expiresAt = :expiresAt");
        put(values, set, "entryId", message.entryId());
        put(values, set, "memberId", message.memberId());
        put(values, set, "nextAttemptAt", nextAt.map(Instant::toString).orElse(null));
        if (message.sequence() != null) {
            values.put(":seq", AttributeValue.fromN(message.sequence().toString()));
            set.append(", seq = :seq");
        }
        if (nextAt.isEmpty()) {
            set.append(" REMOVE nextAttemptAt");
        }
        return TransactWriteItem.builder()
                .update(Update.builder()
                        .tableName(table)
                        .key(Keys.delivery(webhookId, at.chunk(), at.index()).attributes())
                        .updateExpression(set.toString())
                        .expressionAttributeNames(Map.of("#type", "type"))
                        .expressionAttributeValues(values)
                        .build())
                .build();
    }

    /** @param before where the page before ended; null for the first */
    Page page(String webhookId, int limit, @Nullable String before) {
        String from = before == null ? ":" : before;
        List<Item> found = database
                .query(QueryRequest.builder()
                        .tableName(table)
                        .consistentRead(true)
                        .keyConditionExpression("pk = :pk and sk < :before")
                        .expressionAttributeValues(Map.of(
                                ":pk", AttributeValue.fromS(Keys.deliveries(webhookId)),
                                ":before", AttributeValue.fromS(from)))
                        .scanIndexForward(false)
                        .limit(limit + 1)
                        .build())
                .items()
                .stream()
                .map(Item::of)
                .toList();
        List<Item> shown = found.subList(0, Math.min(limit, found.size()));
        long now = clock.instant().getEpochSecond();
        return new Page(
                shown.stream()
                        .filter(item -> item.number("expiresAt") > now)
                        .map(DeliveryLog::shown)
                        .toList(),
                found.size() > limit ? shown.getLast().sk() : null);
    }

    private static void put(
            Map<String, AttributeValue> values, StringBuilder set, String name, @Nullable String value) {
        if (value != null) {
            values.put(":" + name, AttributeValue.fromS(value));
            set.append(", ").append(name).append(" = :").append(name);
        }
    }

    private static Map<String, AttributeValue> write(Attempt attempt) {
        Map<String, AttributeValue> written = new HashMap<>();
        written.put("at", AttributeValue.fromS(attempt.at().toString()));
        written.put("micros", AttributeValue.fromN(Long.toString(attempt.micros())));
        if (attempt.status() != null) {
            written.put("status", AttributeValue.fromN(attempt.status().toString()));
        }
        if (attempt.trouble() != null) {
            written.put("error", AttributeValue.fromS(Names.of(attempt.trouble())));
        }
        return written;
    }

    private static Map<String, Object> shown(Item item) {
        boolean delivered = Boolean.TRUE.equals(item.value("delivered").bool());
        return new JsonObject()
                .with("id", item.text("id"))
                .with("type", item.text("type"))
                .with("entryId", item.optionalText("entryId"))
                .with("memberId", item.optionalText("memberId"))
                .with("seq", item.has("seq") ? item.number("seq") : null)
                .with("delivered", delivered)
                .with("nextAttemptAt", item.optionalText("nextAttemptAt"))
                .with(
                        "attempts",
                        item.value("attempts").l().stream()
                                .map(AttributeValue::m)
                                .map(DeliveryLog::attempt)
                                .toList())
                .build();
    }

    private static Map<String, Object> attempt(Map<String, AttributeValue> written) {
        Item attempt = Item.of(written);
        return new JsonObject()
                .with("at", attempt.text("at"))
                .with("status", attempt.has("status") ? attempt.number("status") : null)
                .with("error", attempt.optionalText("error"))
                .with("micros", attempt.number("micros"))
                .build();
    }
}
