package dev.tallystick.ledger;

import dev.tallystick.points.Entry;
import dev.tallystick.store.Names;
import java.time.Instant;

/**
 * An entry as the ledger keeps it.
 *
 * @param step 0 for an operation's own entry, 1, 2 … for what followed
 * @param recordedAt this function's clock when it wrote; {@code at} may be later where another's was ahead
 */
public record LedgerEntry(
        OperationKey operation, int step, Entry entry, Origin origin, Instant recordedAt, RequestCode code) {

    /** Its id, unique for ever: the operation's kind and id, and the step. */
    public String entryId() {
        return "%s/%s/%04d".formatted(Names.of(operation.kind()), operation.id(), step);
    }
}
