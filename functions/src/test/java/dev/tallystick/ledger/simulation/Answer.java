package dev.tallystick.ledger.simulation;

import dev.tallystick.ledger.Followed;
import dev.tallystick.ledger.LedgerEntry;
import dev.tallystick.ledger.Outcome;
import dev.tallystick.points.Refusal;
import java.util.List;
import java.util.Optional;

/** What a till hears. */
sealed interface Answer {

    /** All that the void of an operation that had not come answers. */
    String CLOSED = "closed";

    /**
     * It is in the ledger.
     *
     * @param content all that the answer is made of
     * @param entry that the request, or the one that it repeats, has made; none where there was nothing to do
     */
    record Done(Object content, Optional<LedgerEntry> entry, boolean replayed) implements Answer {

        @Override
        public String toString() {
            return (replayed ? "replayed " : "done ")
                    + entry.map(made -> made.entryId() + " seq " + made.entry().seq())
                            .orElse(content.toString());
        }
    }

    record Refused(Refusal refusal) implements Answer {

        @Override
        public String toString() {
            return "refused " + refusal;
        }
    }

    static Answer of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Recorded(LedgerEntry entry, boolean replayed) -> new Done(entry, Optional.of(entry), replayed);
            case Outcome.Refused(Refusal refusal) -> new Refused(refusal);
        };
    }

    static <S> Answer of(Followed<S> followed) {
        return switch (followed) {
            case Followed.Done<S> done ->
                new Done(
                        done.entry().isPresent() ? List.of(done.history(), done.at(), done.balance()) : "unchanged",
                        done.entry(),
                        done.replayed());
            case Followed.Closed<S>(boolean replayed) -> new Done(CLOSED, Optional.empty(), replayed);
            case Followed.Refused<S>(Refusal refusal) -> new Refused(refusal);
        };
    }
}
