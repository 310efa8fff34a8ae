package dev.tallystick.relay;

import dev.tallystick.api.EntryJson;
import dev.tallystick.json.JsonObject;
import dev.tallystick.ledger.EntryItem;
import dev.tallystick.ledger.LedgerEntry;
import dev.tallystick.ledger.Programs;
import dev.tallystick.ledger.Tombstone;
import dev.tallystick.log.Log;
import dev.tallystick.relay.ConsumerQueue.Positioned;
import dev.tallystick.stream.StreamBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Passes a shard's new entries on, in order, up to the first that cannot be passed on. */
final class Relay {

    private final ConsumerQueue queue;
    private final Programs programs;

    Relay(ConsumerQueue queue, Programs programs) {
        this.queue = queue;
        this.programs = programs;
    }

    /** The position of the first record that was not passed on, if there is one; all before it were. */
    Optional<String> pass(StreamBatch batch) {
        List<Positioned> entries = new ArrayList<>();
        Optional<String> unreadable = Optional.empty();
        for (StreamBatch.StreamRecord change : batch.records()) {
            if (!change.eventName().equals("INSERT")) {
                Log.info("ledger-changed", new JsonObject().with("position", change.position()));
                continue;
            }
            try {
                entries.add(shown(change));
            } catch (RuntimeException e) {
                Log.error("entry-unreadable", new JsonObject().with("position", change.position()), e);
                unreadable = Optional.of(change.position());
                break;
            }
        }
        Optional<String> unsent = queue.send(batch.shardId(), entries);
        return unsent.isPresent() ? unsent : unreadable;
    }

    private Positioned shown(StreamBatch.StreamRecord change) {
        return new Positioned(
                change.position(),
                switch (EntryItem.read(change.image())) {
                    case LedgerEntry entry -> EntryJson.of(entry, programs.of(entry));
                    case Tombstone tombstone -> EntryJson.of(tombstone);
                });
    }
}
