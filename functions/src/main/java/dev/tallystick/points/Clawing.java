package dev.tallystick.points;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes points of a purchase back: first those that are pending, then from its lot, there first what was earned in its
 * channel, then from other lots, the oldest first, and what is left becomes debt. Where its lot has ended, only what is
 * pending can be taken.
 */
final class Clawing {

    private Clawing() {}

    static Fact.Clawback of(Purchase purchase, Account account, Points due, Instant at) {
        Channel channel = purchase.earned().channel();
        Points fromPending = due.atMost(purchase.pendingAt(at));
        Points rest = purchase.hasEndedAt(at) ? Points.ZERO : due.minus(fromPending);
        List<Pending> pendingChanges = fromPending.isZero()
                ? List.of()
                : List.of(new Pending(
                        purchase.earned().activation(),
                        ByChannel.of(channel, fromPending).negated()));
        return new Fact.Clawback(
                fromPending.plus(rest),
                pendingChanges,
                fromLots(purchase, account.lots(), rest, at),
                purchase.earned().tierMonth(),
                purchase.earned().limitDay());
    }

    private static List<Lot> fromLots(Purchase purchase, Lots lots, Points wanted, Instant at) {
        List<Lot> changes = new ArrayList<>();
        Points left = wanted;
        Lots others = lots;
        for (Instant end : purchase.lotEndsAt(at)) {
            Lot lot = others.endingAt(end).orElse(new Lot(end, ByChannel.NONE));
            Points taken = left.atMost(Points.of(lot.total()));
            if (!taken.isZero()) {
                Lot change = new Lot(
                                end,
                                lot.points()
                                        .part(taken.value(), purchase.earned().channel()))
                        .negated();
                changes.add(change);
                others = others.after(List.of(change));
                left = left.minus(taken);
            }
        }
        changes.addAll(others.oldest(left.atMost(others.total())).taken());
        return changes;
    }

    /** What a clawback posts; what neither pending nor lots give is debt. */
    static Postings postings(Fact.Clawback clawback) {
        long pending = clawback.pendingChanges().stream()
                .mapToLong(change -> change.points().total())
                .sum();
        long available = clawback.lotChanges().stream().mapToLong(Lot::total).sum();
        Points debt = Points.of(clawback.points().value() + pending + available);
        return Postings.move(Points.of(-pending), LedgerAccount.PENDING, LedgerAccount.ISSUED)
                .plus(Postings.move(Points.of(-available), LedgerAccount.AVAILABLE, LedgerAccount.ISSUED))
                .plus(Postings.move(debt, LedgerAccount.DEBT, LedgerAccount.ISSUED));
    }
}
