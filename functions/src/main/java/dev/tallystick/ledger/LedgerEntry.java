package dev.tallystick.ledger;

import dev.tallystick.points.Entry;
import dev.tallystick.points.EntryKey;
import java.time.Instant;
import java.util.Optional;

/**
 * An entry as the ledger keeps it.
 *
 * @param recordedAt this function's clock when it wrote; {@code at} may be later where another's was ahead, and is earlier
 *     where time did something before anyone asked
 * @param code of the request that it answers; what time did, or a request did beside its own entry, answers none
 * @param stepId the client's own id of a step that has one: a refund's, a reversal's, an activation's
 */
public record LedgerEntry(
        Entry entry, Origin origin, Instant recordedAt, Optional<RequestCode> code, Optional<String> stepId)
        implements Recorded {

    @Override
    public EntryKey key() {
        return entry.key();
    }

    @Override
    public Instant at() {
        return entry.at();
    }
}
