package dev.tallystick.ledger;

import dev.tallystick.points.OperationKey;
import java.util.List;

/** What there is of an operation, as every commit before has left it. */
public final class Operations {

    private final LedgerStore store;

    public Operations(LedgerStore store) {
        this.store = store;
    }

    /** What an operation is. */
    public sealed interface Found {

        /** Nobody has done it. */
        record Nothing() implements Found {}

        /** It was voided before it came. */
        record Closed() implements Found {}

        /** Its steps in their order. */
        record Steps(List<LedgerEntry> steps) implements Found {

            public Steps {
                steps = List.copyOf(steps);
            }
        }
    }

    public Found find(OperationKey operation) {
        List<Recorded> recorded = store.steps(operation);
        if (recorded.isEmpty()) {
            return new Found.Nothing();
        }
        return recorded.getFirst() instanceof Tombstone
                ? new Found.Closed()
                : new Found.Steps(recorded.stream().map(LedgerEntry.class::cast).toList());
    }
}
