package dev.tallystick.ledger;

import dev.tallystick.points.Account;
import dev.tallystick.points.MemberId;
import dev.tallystick.points.OperationKey;
import dev.tallystick.points.Purchase;
import dev.tallystick.points.Redemption;
import java.time.Instant;
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

    /**
     * A purchase as it is at an instant. Where its steps would have something pending, its member is looked at as well: nothing is
     * pending of one who was erased, though no step says so.
     */
    public History<Purchase> purchase(Found.Steps found, Instant now) {
        History<Purchase> history = History.ofPurchase(found.steps());
        Purchase purchase = history.state();
        return purchase.statusAt(now) == Purchase.Status.PENDING && isErased(purchase.member())
                ? new History<>(purchase.forfeited(), found.steps())
                : history;
    }

    /** As {@link #purchase}, of a redemption that its steps would have held. */
    public History<Redemption> redemption(Found.Steps found, Instant now) {
        History<Redemption> history = History.ofRedemption(found.steps());
        Redemption redemption = history.state();
        return redemption.statusAt(now) == Redemption.Status.HELD && isErased(redemption.member())
                ? new History<>(redemption.forfeited(), found.steps())
                : history;
    }

    private boolean isErased(MemberId member) {
        return store.account(member).filter(Account::erased).isPresent();
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
