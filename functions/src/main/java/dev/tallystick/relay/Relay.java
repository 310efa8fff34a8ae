package dev.tallystick.relay;

import dev.tallystick.api.EntryEvents;
import dev.tallystick.json.JsonObject;
import dev.tallystick.ledger.EntryItem;
import dev.tallystick.log.CallScope;
import dev.tallystick.log.Dimensions;
import dev.tallystick.log.Log;
import dev.tallystick.log.Metric;
import dev.tallystick.store.Unavailable;
import dev.tallystick.stream.ShardMessage.Positioned;
import dev.tallystick.stream.StreamBatch;
import dev.tallystick.stream.StreamBatch.StreamRecord;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;

/** Passes a shard's new entries on to every consumer, in order. One that cannot be read is set aside, and those behind it go on. */
final class Relay {

    private final List<ConsumerQueue> queues;
    private final EntryEvents events;
    private final SetAside aside;

    Relay(List<ConsumerQueue> queues, EntryEvents events, SetAside aside) {
        this.queues = queues;
        this.events = events;
        this.aside = aside;
    }

    /** The position of the first record that was not passed on, if there is one: the stream is to bring it again. */
    Optional<String> pass(StreamBatch batch) {
        List<Positioned<Map<String, Object>>> entries = new ArrayList<>();
        Optional<String> notRead = read(batch, entries);
        queues.forEach(queue -> queue.send(batch.shardId(), entries));
        if (!entries.isEmpty()) {
            CallScope.count(Dimensions.ofFunction(), Metric.ENTRIES, entries.size());
            Log.answered(
                    "relayed",
                    new JsonObject().with("entries", entries.size()).with("correlationIds", correlationIds(entries)));
        }
        return notRead;
    }

    /** Adds the events of the batch up to the first record that can neither be read nor set aside now. */
    private Optional<String> read(StreamBatch batch, List<Positioned<Map<String, Object>>> entries) {
        Set<BigInteger> asideBefore = aside.positionsOf(batch.shardId(), batch.records());
        for (StreamRecord change : batch.records()) {
            if (!change.eventName().equals("INSERT")) {
                Log.error("ledger-changed", about(change).with("change", change.eventName()));
            } else if (!asideBefore.contains(change.number())) {
                try {
                    read(batch.shardId(), change).ifPresent(entries::add);
                } catch (RuntimeException e) {
                    Log.error("entry-not-read", about(change), e);
                    return Optional.of(change.position());
                }
            }
        }
        return Optional.empty();
    }

    private static List<?> correlationIds(List<Positioned<Map<String, Object>>> entries) {
        return entries.stream()
                .map(entry -> entry.event().get("correlationid"))
                .distinct()
                .toList();
    }

    private static JsonObject about(StreamRecord change) {
        return new JsonObject()
                .with("position", change.position())
                .with("correlationId", change.correlationId().orElse(null));
    }

    /** Nothing where it had to be set aside. What is out of reach for the moment is no fault of the entry. */
    private Optional<Positioned<Map<String, Object>>> read(String shardId, StreamRecord change) {
        try {
            return Optional.of(new Positioned<>(change.number(), events.of(EntryItem.read(change.image()))));
        } catch (Unavailable | SdkException e) {
            throw e;
        } catch (RuntimeException e) {
            Log.error("entry-set-aside", about(change), e);
            aside.put(new SetAside.Entry(shardId, change.number(), change.keys()));
            return Optional.empty();
        }
    }
}
