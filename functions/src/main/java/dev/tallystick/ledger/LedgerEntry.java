package dev.tallystick.ledger;

import dev.tallystick.points.Entry;
import java.time.Instant;
import java.util.Optional;

/**
 * An entry as the ledger keeps it.
 *
 * @param key what it is of
 * @param recordedAt this function's clock when it wrote; {@code at} may be later where another's was ahead, and is earlier
 *     where time did something before anyone asked
 * @param code of the request that it answers; time's entries answer none
 */
public record LedgerEntry(EntryKey key, Entry entry, Origin origin, Instant recordedAt, Optional<RequestCode> code) {

    /** Its id, unique for ever: the kind and id of what it is of, and the step. */
    public String entryId() {
        return "%s/%s/%04d".formatted(key.type(), key.id(), key.step());
    }
}
