package dev.tallystick.ledger;

import dev.tallystick.points.Balance;
import dev.tallystick.points.Refusal;
import java.time.Instant;
import java.util.Optional;

/** What became of a follow-up. */
public sealed interface Followed<S> {

    /**
     * It is in the ledger, or there was nothing to do.
     *
     * @param history the operation as this step left it
     * @param at when that was
     * @param balance the member's after it
     * @param entry the step; absent where there was nothing to do
     * @param replayed an earlier request took the step
     */
    record Done<S>(History<S> history, Instant at, Balance balance, Optional<LedgerEntry> entry, boolean replayed)
            implements Followed<S> {}

    /**
     * The operation had not come, and now never will.
     *
     * @param replayed an earlier request closed it
     */
    record Closed<S>(boolean replayed) implements Followed<S> {}

    /** Nothing was written. */
    record Refused<S>(Refusal refusal) implements Followed<S> {}
}
