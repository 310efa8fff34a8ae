package dev.tallystick.insight;

import java.time.Instant;

/**
 * Figures that were counted together. Events count into a generation from an instant on; what was recorded before was counted
 * from the ledger, so that it does not matter when, or how often, the event of an old entry comes.
 *
 * @param number from 1 on, never used again
 * @param since the instant; the first generation has all its entries from events
 */
record Generation(long number, Instant since) {

    static final Generation FIRST = new Generation(1, Instant.MIN);

    /** Whether an entry counts into it by its event, and not from the ledger. */
    boolean takesEventsOf(CountedEntry entry) {
        return !entry.at().isBefore(since);
    }
}
