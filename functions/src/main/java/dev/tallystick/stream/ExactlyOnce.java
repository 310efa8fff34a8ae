package dev.tallystick.stream;

import dev.tallystick.store.Backoff;
import dev.tallystick.stream.ShardMessage.Positioned;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Takes every event once, however often and in however many pieces it is delivered: what messages come to and the positions
 * up to which their shards are taken then are one transaction, and whatever lies at or before its shard's position is dropped. A
 * message that has overtaken one before it waits: it is not taken until that is, or until the effect has what came before in
 * another way.
 */
public final class ExactlyOnce<E> {

    private final Watermarks watermarks;
    private final Effect<E> effect;

    public ExactlyOnce(Watermarks watermarks, Effect<E> effect) {
        this.watermarks = watermarks;
        this.effect = effect;
    }

    private record Event<E>(String shardId, Positioned<E> positioned) {}

    /**
     * Takes all of them, those of a shard in the order given; of ten or fewer shards, so that a transaction takes their
     * watermarks.
     *
     * @throws IllegalStateException when events before some of these are not taken yet; the messages must come again
     */
    public void take(List<ShardMessage<E>> messages) {
        List<String> shardIds =
                messages.stream().map(ShardMessage::shardId).distinct().toList();
        Backoff backoff = new Backoff();
        while (!takeFrom(watermarks.of(shardIds), messages)) {
            backoff.pause();
        }
    }

    /** Whether all was taken; not so if somebody else writes at the same place. */
    private boolean takeFrom(Map<String, Watermark> start, List<ShardMessage<E>> messages) {
        Map<String, Watermark> reached = start;
        List<Event<E>> left = notTaken(start, messages);
        while (!left.isEmpty()) {
            Effect.Part part = effect.of(
                    left.stream().map(event -> event.positioned().event()).toList());
            Map<String, Watermark> next = behind(left.subList(0, part.events()));
            if (!watermarks.move(reached, next, part.writes())) {
                return false;
            }
            reached = together(reached, next);
            left = left.subList(part.events(), left.size());
        }
        return true;
    }

    private List<Event<E>> notTaken(Map<String, Watermark> start, List<ShardMessage<E>> messages) {
        Map<String, Watermark> reached = start;
        List<Event<E>> events = new ArrayList<>();
        for (ShardMessage<E> message : messages) {
            Watermark watermark = Objects.requireNonNull(reached.get(message.shardId()));
            List<Event<E>> more = message.events().stream()
                    .filter(event -> watermark.isBefore(event.position()))
                    .map(event -> new Event<>(message.shardId(), event))
                    .toList();
            if (message.after().filter(watermark::isBefore).isPresent()
                    && (more.isEmpty()
                            || !effect.hasAllBefore(more.getFirst().positioned().event()))) {
                throw new IllegalStateException("events before these are not taken yet");
            }
            events.addAll(more);
            reached = together(reached, behind(more));
        }
        return events;
    }

    /** The watermarks of those shards from which there are events, behind the last of them. */
    private static <E> Map<String, Watermark> behind(List<Event<E>> events) {
        Map<String, Watermark> watermarks = new LinkedHashMap<>();
        for (Event<E> event : events) {
            BigInteger position = event.positioned().position();
            watermarks.put(event.shardId(), Watermark.at(event.shardId(), position));
        }
        return watermarks;
    }

    private static Map<String, Watermark> together(Map<String, Watermark> before, Map<String, Watermark> moved) {
        Map<String, Watermark> all = new LinkedHashMap<>(before);
        all.putAll(moved);
        return all;
    }
}
