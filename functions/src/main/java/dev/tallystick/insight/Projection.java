package dev.tallystick.insight;

import dev.tallystick.store.Backoff;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts every entry once, however often and in however many pieces it is delivered: what a message adds and the position
 * up to which its shard is counted then are one transaction, and whatever lies at or before that position is dropped. A message that has overtaken one before it
 * waits: it is not counted until that is.
 */
final class Projection {

    private final InsightStore store;

    Projection(InsightStore store) {
        this.store = store;
    }

    /** @throws IllegalStateException when entries before these are not counted yet; the message must come again */
    void count(EntriesMessage message) {
        Backoff backoff = new Backoff();
        while (!countFrom(store.watermark(message.shardId()), message)) {
            backoff.pause();
        }
    }

    /** Whether all was counted; not so if somebody else counts the same shard. */
    private boolean countFrom(Watermark start, EntriesMessage message) {
        if (message.after().filter(start::isBefore).isPresent()) {
            throw new IllegalStateException("entries before these are not counted yet");
        }
        Watermark watermark = start;
        List<EntriesMessage.Positioned> left = message.entries().stream()
                .filter(entry -> start.isBefore(entry.position()))
                .toList();
        while (!left.isEmpty()) {
            Increment increment = new Increment();
            List<EntriesMessage.Positioned> rest = new ArrayList<>(left);
            BigInteger counted = rest.getFirst().position();
            while (!rest.isEmpty() && increment.takes(rest.getFirst().entry())) {
                counted = rest.removeFirst().position();
            }
            Watermark next = watermark.movedTo(counted);
            if (!store.add(increment, watermark, next)) {
                return false;
            }
            watermark = next;
            left = rest;
        }
        return true;
    }
}
