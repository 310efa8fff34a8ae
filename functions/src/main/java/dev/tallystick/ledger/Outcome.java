package dev.tallystick.ledger;

import dev.tallystick.points.Refusal;

/** What became of a request to change points. */
public sealed interface Outcome {

    /**
     * It is in the ledger.
     *
     * @param replayed an earlier request put it there
     */
    record Recorded(LedgerEntry entry, boolean replayed) implements Outcome {}

    /** Nothing was written. */
    record Refused(Refusal refusal) implements Outcome {}
}
