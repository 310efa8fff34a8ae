package dev.tallystick.webhook;

import dev.tallystick.stream.FeedPosition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Events of one member that were read and are not delivered: the first goes before the others.
 *
 * @param key the member, or the event where it is nobody's
 * @param attempts how often the first was tried since it is the first, or since the webhook was enabled
 * @param nextAt when the first is tried next
 * @param events by their sequence, at least one
 */
record Lane(String key, int attempts, Instant nextAt, List<Waiting> events) {

    Lane {
        events = List.copyOf(events);
    }

    /** An event that waits, by its place in the feed and its number within the member. */
    record Waiting(FeedPosition at, long sequence) {}

    static Lane begun(String key, Instant now) {
        return new Lane(key, 0, now, List.of());
    }

    /** With one more, where its sequence says. */
    Lane with(Waiting event) {
        List<Waiting> more = new ArrayList<>(events);
        more.add(event);
        more.sort(Comparator.comparingLong(Waiting::sequence));
        return new Lane(key, attempts, nextAt, more);
    }

    /** Without so many of the first, all delivered. */
    Lane without(int delivered, Instant now) {
        return delivered == 0 ? this : new Lane(key, 0, now, events.subList(delivered, events.size()));
    }

    /** After one more attempt that failed. */
    Lane failed(Instant next) {
        return new Lane(key, attempts + 1, next, events);
    }

    /** As if nothing had been tried yet. */
    Lane anew(Instant now) {
        return new Lane(key, 0, now, events);
    }

    boolean isDue(Instant now) {
        return !now.isBefore(nextAt);
    }

    Map<String, Object> write() {
        return Map.of(
                "key",
                key,
                "attempts",
                attempts,
                "nextAt",
                nextAt.toString(),
                "events",
                events.stream()
                        .map(event -> event.at.text() + ":" + event.sequence)
                        .toList());
    }

    static Lane read(@Nullable Object value) {
        if (value instanceof Map<?, ?> lane && lane.get("events") instanceof List<?> events) {
            return new Lane(
                    String.valueOf(lane.get("key")),
                    Integer.parseInt(String.valueOf(lane.get("attempts"))),
                    Instant.parse(String.valueOf(lane.get("nextAt"))),
                    events.stream().map(Lane::waiting).toList());
        }
        throw new IllegalStateException("not a lane");
    }

    private static Waiting waiting(Object written) {
        String text = String.valueOf(written);
        int colon = text.lastIndexOf(':');
        return new Waiting(FeedPosition.parse(text.substring(0, colon)), Long.parseLong(text.substring(colon + 1)));
    }
}
