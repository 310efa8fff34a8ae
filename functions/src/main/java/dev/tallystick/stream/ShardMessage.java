package dev.tallystick.stream;

import dev.tallystick.json.Json;
import dev.tallystick.json.JsonObject;
import dev.tallystick.log.CallScope;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the relay sends to each consumer: events of one shard of the stream, in its order, as
 * {@code {shardId, after, events: [{position, event}]}}. By the positions a consumer drops what it has seen, and by
 * {@code after} it sees that nothing is missing.
 *
 * @param after the last position sent before them; nothing for the shard's first
 */
public record ShardMessage<E>(String shardId, Optional<BigInteger> after, List<Positioned<E>> events) {

    /** An event and its position in the shard. */
    public record Positioned<E>(BigInteger position, E event) {

        /** As a message has it. */
        public Map<String, Object> shown() {
            return new JsonObject()
                    .with("position", position.toString())
                    .with("event", event)
                    .build();
        }
    }

    /** As it is sent, where events are JSON. */
    public String text() {
        return Json.text(new JsonObject()
                .with("shardId", shardId)
                .with("after", after.map(BigInteger::toString).orElse(null))
                .with("events", events.stream().map(Positioned::shown).toList())
                .build());
    }

    /** As they were sent, each as {@link #read} reads it. */
    public static <E> List<ShardMessage<E>> readAll(List<String> bodies, Function<Map<?, ?>, E> read) {
        return bodies.stream().map(body -> read(body, read)).toList();
    }

    /**
     * As it was sent.
     *
     * @param read what the consumer needs of an event
     * @throws RuntimeException when it is not such a message; it stays in the queue
     */
    public static <E> ShardMessage<E> read(String body, Function<Map<?, ?>, E> read) {
        try {
            if (Json.parse(body.getBytes(StandardCharsets.UTF_8)) instanceof Map<?, ?> message
                    && message.get("shardId") instanceof String shardId
                    && message.get("events") instanceof List<?> events) {
                note(events);
                return new ShardMessage<>(
                        shardId,
                        Optional.ofNullable(message.get("after")).map(after -> new BigInteger(String.valueOf(after))),
                        events.stream().map(event -> positioned(event, read)).toList());
            }
            throw new IllegalStateException("not a message of the relay");
        } catch (Json.Malformed e) {
            throw new IllegalStateException("not a message of the relay", e);
        }
    }

    /** What the requests behind the events of a message that was sent so are followed by. */
    public static List<?> correlationIds(String body) {
        try {
            return Json.parse(body.getBytes(StandardCharsets.UTF_8)) instanceof Map<?, ?> message
                            && message.get("events") instanceof List<?> events
                    ? correlationIds(events)
                    : List.of();
        } catch (Json.Malformed e) {
            throw new IllegalStateException("not a message of the relay", e);
        }
    }

    /** Adds to what the call says of its entries. */
    private static void note(List<?> events) {
        int before = CallScope.noted("entries") instanceof Integer some ? some : 0;
        CallScope.note("entries", before + events.size());
        Set<Object> ids =
                new LinkedHashSet<>(CallScope.noted("correlationIds") instanceof List<?> some ? some : List.of());
        ids.addAll(correlationIds(events));
        CallScope.note("correlationIds", List.copyOf(ids));
    }

    private static List<?> correlationIds(List<?> events) {
        return events.stream()
                .map(positioned -> positioned instanceof Map<?, ?> fields ? fields.get("event") : null)
                .map(event -> event instanceof Map<?, ?> fields ? fields.get("correlationid") : null)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    private static <E> Positioned<E> positioned(@Nullable Object value, Function<Map<?, ?>, E> read) {
        if (value instanceof Map<?, ?> fields
                && fields.get("position") instanceof String position
                && fields.get("event") instanceof Map<?, ?> event) {
            return new Positioned<>(new BigInteger(position), read.apply(event));
        }
        throw new IllegalStateException("not a message of the relay");
    }
}
