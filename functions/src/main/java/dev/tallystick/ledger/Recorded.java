package dev.tallystick.ledger;

import dev.tallystick.points.EntryKey;
import java.time.Instant;

/** What the ledger keeps at a key, for ever. */
public sealed interface Recorded permits LedgerEntry, Tombstone {

    EntryKey key();

    /** When the ledger recorded it. */
    Instant at();

    Origin origin();

    /** Its id, unique for ever: the kind and id of what it is of, and the step. */
    default String entryId() {
        return "%s/%s/%04d".formatted(key().type(), key().id(), key().step());
    }
}
