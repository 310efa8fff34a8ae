package dev.tallystick.points;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A purchase as its steps have left it.
 *
 * @param steps how many it has; the next one's number
 * @param at when it was recorded
 * @param earned what it earned
 * @param refunded what came back of each pool, and the points that the formula counts back for it, as the pools are ordered
 * @param refunds so many
 * @param clawedBack points taken back
 * @param clawedFromPending those of them that had been pending
 * @param activated pending points that someone made active
 * @param activatedTotal the part of the total that went with them
 * @param lotEnds of the lots in which its points came to lie at once or when someone made them active
 */
public record Purchase(
        OperationKey operation,
        MemberId member,
        int steps,
        Instant at,
        Fact.Earned earned,
        List<Pool> refunded,
        int refunds,
        Points clawedBack,
        Points clawedFromPending,
        Points activated,
        Money activatedTotal,
        List<Instant> lotEnds,
        boolean voided) {

    public Purchase {
        refunded = List.copyOf(refunded);
        lotEnds = List.copyOf(lotEnds);
        for (int i = 0; i < refunded.size(); i++) {
            Pool pool = earned.pools().get(i);
            Pool back = refunded.get(i);
            Invariant.KEPT_POINTS_FOLLOW_THE_FORMULA.hold(
                    !back.total().isMoreThan(pool.total()) && back.points().equals(pool.countedBack(back.total())));
        }
    }

    /** What it is at an instant. */
    public enum Status {
        ACTIVE,
        PENDING,
        VOIDED
    }

    /** A purchase as a list of all its entries so far tells it, the first one at least. */
    public static Purchase of(List<Entry> steps) {
        Purchase purchase = beginning(steps.getFirst());
        for (Entry step : steps.subList(1, steps.size())) {
            purchase = purchase.after(step);
        }
        return purchase;
    }

    private static Purchase beginning(Entry first) {
        Invariant.STEPS_HAVE_NO_GAP.hold(first.key().step() == 0);
        Fact.Earned earned = (Fact.Earned) first.fact();
        return new Purchase(
                ((EntryKey.Step) first.key()).operation(),
                first.member(),
                1,
                first.at(),
                earned,
                earned.pools().stream().map(Pool::empty).toList(),
                0,
                Points.ZERO,
                Points.ZERO,
                Points.ZERO,
                Money.ZERO,
                switch (earned.activation()) {
                    case Activation.AtOnce(Instant lotEnd) -> List.of(lotEnd);
                    case Activation.OnDay _, Activation.OnEvent _ -> List.of();
                },
                false);
    }

    private Purchase after(Entry step) {
        Invariant.STEPS_HAVE_NO_GAP.hold(step.key().step() == steps);
        return switch (step.fact()) {
            case Fact.ClawedBack back -> clawedBack(back.clawback(), back.pools(), false);
            case Fact.PurchaseVoided wholly -> clawedBack(wholly.clawback(), List.of(), true);
            case Fact.Activated some -> activated(some);
            default -> throw new IllegalStateException("no step of a purchase");
        };
    }

    private Purchase clawedBack(Fact.Clawback clawback, List<Pool> back, boolean wholly) {
        List<Pool> sums = new ArrayList<>(refunded);
        back.forEach(pool -> sums.replaceAll(sum -> sum.rules().equals(pool.rules()) ? sum.plus(pool) : sum));
        return new Purchase(
                operation,
                member,
                steps + 1,
                at,
                earned,
                sums,
                wholly ? refunds : refunds + 1,
                clawedBack.plus(clawback.points()),
                clawedFromPending.plus(taken(clawback.pendingChanges())),
                activated,
                activatedTotal,
                lotEnds,
                wholly);
    }

    private Purchase activated(Fact.Activated some) {
        Points points = taken(some.pendingChanges());
        List<Instant> ends = new ArrayList<>(lotEnds);
        if (!points.isZero()) {
            ends.add(some.lotEnd());
        }
        return new Purchase(
                operation,
                member,
                steps + 1,
                at,
                earned,
                refunded,
                refunds,
                clawedBack,
                clawedFromPending,
                activated.plus(points),
                some.total() == null ? activatedTotal : activatedTotal.plus(some.total()),
                ends,
                voided);
    }

    /** As its member's erasure left it: nothing is pending any more, though no step of its own says so. */
    public Purchase forfeited() {
        return new Purchase(
                operation,
                member,
                steps,
                at,
                earned,
                refunded,
                refunds,
                clawedBack,
                clawedFromPending,
                earned.earned().minus(clawedFromPending),
                leftToRefund(),
                lotEnds,
                voided);
    }

    private static Points taken(List<Pending> changes) {
        return Points.of(
                -changes.stream().mapToLong(change -> change.points().total()).sum());
    }

    public Status statusAt(Instant now) {
        if (voided) {
            return Status.VOIDED;
        }
        boolean waits = earned.activation() instanceof Activation.OnEvent
                && leftToActivate().isPositive();
        return waits || !pendingAt(now).isZero() ? Status.PENDING : Status.ACTIVE;
    }

    /** Those of its points that are pending at an instant. */
    public Points pendingAt(Instant now) {
        boolean pending = switch (earned.activation()) {
            case Activation.AtOnce _ -> false;
            case Activation.OnDay(Instant activatesAt, Instant _) -> now.isBefore(activatesAt);
            case Activation.OnEvent _ -> true;
        };
        return pending ? notMadeActive() : Points.ZERO;
    }

    /** What nobody made active or took while it was pending. */
    private Points notMadeActive() {
        return earned.earned().minus(clawedFromPending).minus(activated);
    }

    /** The part of its total that has neither come back nor been collected, delivered or paid. */
    public Money leftToActivate() {
        return leftToRefund().minus(activatedTotal).orZeroIfNegative();
    }

    public Money leftToRefund() {
        return earned.total().minus(refundedTotal());
    }

    public Money refundedTotal() {
        return refunded.stream().map(Pool::total).reduce(Money.ZERO, Money::plus);
    }

    public Points kept() {
        return earned.earned().minus(clawedBack);
    }

    /** Points that had paid for it. */
    Points paid() {
        return earned.paidWith().stream().map(Fact.Paid::points).reduce(Points.ZERO, Points::plus);
    }

    /** Ends of the lots in which its active points came to lie until now, the newest first; some may have ended. */
    List<Instant> lotEndsAt(Instant now) {
        Stream<Instant> onDay = earned.activation() instanceof Activation.OnDay(Instant activatesAt, Instant lotEnd)
                        && !now.isBefore(activatesAt)
                        && !notMadeActive().isZero()
                ? Stream.of(lotEnd)
                : Stream.of();
        return Stream.concat(lotEnds.stream(), onDay)
                .distinct()
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    /** Whether there is no lot any more from which its active points could be taken. */
    boolean hasEndedAt(Instant now) {
        return lotEndsAt(now).stream().noneMatch(end -> end.isAfter(now));
    }
}
