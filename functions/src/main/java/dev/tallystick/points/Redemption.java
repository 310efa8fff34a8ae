package dev.tallystick.points;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A redemption as its steps have left it.
 *
 * @param steps how many it has; the next one's number
 * @param programVersion by which its points got their value
 * @param points held or spent at first
 * @param value of those points
 * @param phase what has become of it, time left aside
 * @param expiresAt when it ends by itself, while it is held
 * @param extensions so many
 * @param captured points that were spent
 * @param spentIn the channel in which they were, once they are
 * @param left points held or spent and not given back
 * @param purchase that it pays for, if any
 */
public record Redemption(
        OperationKey operation,
        MemberId member,
        int steps,
        int programVersion,
        Points points,
        Money value,
        Phase phase,
        @Nullable Instant expiresAt,
        int extensions,
        Points captured,
        Money capturedValue,
        @Nullable Channel spentIn,
        Taken left,
        @Nullable OperationKey purchase) {

    /** A hold is extended no more often than this. */
    public static final int MOST_EXTENSIONS = 100;

    public Redemption {
        Invariant.NO_MORE_GIVEN_BACK_THAN_TAKEN.hold(!left.total().isMoreThan(points)
                && (phase == Phase.HELD || !left.total().isMoreThan(captured)));
    }

    /** What its steps say. */
    enum Phase {
        HELD,
        CAPTURED,
        REDEEMED,
        RELEASED,
        EXPIRED,
        VOIDED
    }

    /** What it is at an instant. */
    public enum Status {
        HELD,
        CAPTURED,
        REDEEMED,
        RELEASED,
        EXPIRED,
        VOIDED,
        PARTIALLY_REVERSED,
        REVERSED
    }

    /** A redemption as a list of all its entries so far tells it, the first one at least. */
    public static Redemption of(List<Entry> steps) {
        Redemption redemption = beginning(steps.getFirst());
        for (Entry step : steps.subList(1, steps.size())) {
            redemption = redemption.after(step);
        }
        return redemption;
    }

    private static Redemption beginning(Entry first) {
        OperationKey operation = ((EntryKey.Step) first.key()).operation();
        Invariant.STEPS_HAVE_NO_GAP.hold(first.key().step() == 0);
        return switch (first.fact()) {
            case Fact.Held held ->
                new Redemption(
                        operation,
                        first.member(),
                        1,
                        held.programVersion(),
                        held.points(),
                        held.value(),
                        Phase.HELD,
                        held.expiresAt(),
                        0,
                        Points.ZERO,
                        Money.ZERO,
                        null,
                        Taken.of(taken(held.lotChanges())),
                        null);
            case Fact.Redeemed redeemed ->
                new Redemption(
                        operation,
                        first.member(),
                        1,
                        redeemed.programVersion(),
                        redeemed.points(),
                        redeemed.value(),
                        Phase.REDEEMED,
                        null,
                        0,
                        redeemed.points(),
                        redeemed.value(),
                        redeemed.channel(),
                        new Taken(taken(redeemed.lotChanges()), redeemed.owed()),
                        null);
            default -> throw new IllegalStateException("a redemption does not begin so");
        };
    }

    /** As its next step leaves it. */
    Redemption after(Entry step) {
        Invariant.STEPS_HAVE_NO_GAP.hold(step.key().step() == steps);
        return switch (step.fact()) {
            case Fact.Extended extended ->
                next(phase, extended.expiresAt(), extensions + 1, captured, capturedValue, spentIn, left, purchase);
            case Fact.Captured capture
            when phase == Phase.HELD ->
                next(
                        Phase.CAPTURED,
                        null,
                        extensions,
                        capture.points(),
                        capture.value(),
                        capture.channel(),
                        keeping(capture.points()),
                        capture.purchase());
            case Fact.Captured put ->
                next(phase, null, extensions, captured, capturedValue, spentIn, left, put.purchase());
            case Fact.Released released ->
                next(
                        released.expired() ? Phase.EXPIRED : Phase.RELEASED,
                        null,
                        extensions,
                        captured,
                        capturedValue,
                        spentIn,
                        Taken.NONE,
                        purchase);
            case Fact.Reversed reversed -> givenBack(phase, reversed.points());
            case Fact.Restored restored -> givenBack(phase, restored.points());
            case Fact.RedemptionVoided _ ->
                next(Phase.VOIDED, null, extensions, captured, capturedValue, spentIn, Taken.NONE, purchase);
            default -> throw new IllegalStateException("no step of a redemption");
        };
    }

    /** What is left of it when all but so many points are given back. */
    Taken keeping(Points some) {
        return left.withoutLast(left.total().minus(some));
    }

    private Redemption givenBack(Phase same, Points some) {
        return next(same, null, extensions, captured, capturedValue, spentIn, left.withoutLast(some), purchase);
    }

    private Redemption next(
            Phase nextPhase,
            @Nullable Instant nextExpiry,
            int nextExtensions,
            Points nextCaptured,
            Money nextValue,
            @Nullable Channel nextSpentIn,
            Taken nextLeft,
            @Nullable OperationKey nextPurchase) {
        return new Redemption(
                operation,
                member,
                steps + 1,
                programVersion,
                points,
                value,
                nextPhase,
                nextExpiry,
                nextExtensions,
                nextCaptured,
                nextValue,
                nextSpentIn,
                nextLeft,
                nextPurchase);
    }

    /** As its member's erasure left it: nothing is held any more, though no step of its own says so. */
    public Redemption forfeited() {
        return phase == Phase.HELD
                ? new Redemption(
                        operation,
                        member,
                        steps,
                        programVersion,
                        points,
                        value,
                        Phase.RELEASED,
                        null,
                        extensions,
                        captured,
                        capturedValue,
                        spentIn,
                        Taken.NONE,
                        purchase)
                : this;
    }

    /** What it is at an instant; a hold is over when its time is, whether or not anyone has noticed. */
    public Status statusAt(Instant now) {
        return switch (phase) {
            case HELD -> isHeldAt(now) ? Status.HELD : Status.EXPIRED;
            case CAPTURED -> afterReversals(Status.CAPTURED);
            case REDEEMED -> afterReversals(Status.REDEEMED);
            case RELEASED -> Status.RELEASED;
            case EXPIRED -> Status.EXPIRED;
            case VOIDED -> Status.VOIDED;
        };
    }

    /** Points given back of those spent. */
    public Points reversed() {
        return isSpent() ? captured.minus(left.total()) : Points.ZERO;
    }

    /** What so many points given back were worth; the parts add up to the value of what was spent. */
    Money worth(Points some) {
        return valueLeft(left.total()).minus(valueLeft(left.total().minus(some)));
    }

    /** What it is worth to a purchase that it pays for. */
    public Money valueLeft() {
        return isSpent() ? valueLeft(left.total()) : value;
    }

    private Money valueLeft(Points spent) {
        return captured.isZero()
                ? Money.ZERO
                : new Money(Points.floor(captured.value(), capturedValue.minorUnits(), spent.value()));
    }

    /** Whether it ends, while it is held, before an instant. */
    boolean isHeldBefore(Instant end) {
        return expiresAt != null && expiresAt.isBefore(end);
    }

    boolean isHeldAt(Instant now) {
        return phase == Phase.HELD && expiresAt != null && now.isBefore(expiresAt);
    }

    boolean isSpent() {
        return phase == Phase.CAPTURED || phase == Phase.REDEEMED;
    }

    boolean isVoided() {
        return phase == Phase.VOIDED;
    }

    private Status afterReversals(Status untouched) {
        if (left.total().equals(captured)) {
            return untouched;
        }
        return left.total().isZero() ? Status.REVERSED : Status.PARTIALLY_REVERSED;
    }

    private static Lots taken(List<Lot> changes) {
        return new Lots(changes.stream().map(Lot::negated).toList());
    }
}
