package dev.tallystick.stream;

import dev.tallystick.store.Backoff;
import dev.tallystick.stream.ShardMessage.Positioned;
import java.util.List;

/**
 * Takes every event once, however often and in however many pieces it is delivered: what a message comes to and the position
 * up to which its shard is taken then are one transaction, and whatever lies at or before that position is dropped. A message
 * that has overtaken one before it waits: it is not taken until that is.
 */
public final class ExactlyOnce<E> {

    private final Watermarks watermarks;
    private final Effect<E> effect;

    public ExactlyOnce(Watermarks watermarks, Effect<E> effect) {
        this.watermarks = watermarks;
        this.effect = effect;
    }

    /** @throws IllegalStateException when events before these are not taken yet; the message must come again */
    public void take(ShardMessage<E> message) {
        Backoff backoff = new Backoff();
        while (!takeFrom(watermarks.of(message.shardId()), message)) {
            backoff.pause();
        }
    }

    /** Whether all was taken; not so if somebody else writes at the same place. */
    private boolean takeFrom(Watermark start, ShardMessage<E> message) {
        if (message.after().filter(start::isBefore).isPresent()) {
            throw new IllegalStateException("events before these are not taken yet");
        }
        Watermark watermark = start;
        List<Positioned<E>> left = message.events().stream()
                .filter(event -> start.isBefore(event.position()))
                .toList();
        while (!left.isEmpty()) {
            Effect.Part part = effect.of(left.stream().map(Positioned::event).toList());
            Watermark next = watermark.movedTo(left.get(part.events() - 1).position());
            if (!watermarks.move(watermark, next, part.writes())) {
                return false;
            }
            watermark = next;
            left = left.subList(part.events(), left.size());
        }
        return true;
    }
}
