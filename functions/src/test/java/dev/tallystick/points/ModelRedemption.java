package dev.tallystick.points;

import static dev.tallystick.points.Answer.number;

import java.math.BigInteger;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A redemption of the model with all that followed it. */
final class ModelRedemption {

    enum State {
        HELD,
        CAPTURED,
        REDEEMED,
        RELEASED,
        EXPIRED,
        VOIDED
    }

    final Instant at;
    final Program program;
    final BigInteger points;

    State state;

    /** While it is held. */
    @Nullable
    Instant expiresAt;

    @Nullable
    Instant graceEnd;

    /** Which of the holds was recorded or extended last. */
    int turn;

    int extensions;
    boolean releasedBySomebody;
    int steps = 1;
    BigInteger spent;
    BigInteger spentValue;

    @Nullable
    String purchase;

    /** Held or spent and not given back, by the lots from which they were taken. */
    private TreeMap<Instant, ModelHeap> left;

    /** Spent without being there, and not given back. */
    private BigInteger owed;

    /** Where it happened. */
    private final Channel channel;

    ModelRedemption(
            Instant at,
            Program program,
            State state,
            SortedMap<Instant, ModelHeap> taken,
            BigInteger owed,
            Channel channel) {
        this.at = at;
        this.program = program;
        this.state = state;
        this.left = new TreeMap<>(taken);
        this.owed = owed;
        this.channel = channel;
        this.points = ModelHeap.total(taken).add(owed);
        this.spent = state == State.REDEEMED ? points : BigInteger.ZERO;
        this.spentValue = state == State.REDEEMED ? value(points) : BigInteger.ZERO;
    }

    /** floor(p × amount / points), by the program that held or spent them. */
    BigInteger value(BigInteger some) {
        return some.multiply(number(program.redeem().amount().minorUnits()))
                .divide(number(program.redeem().points().value()));
    }

    boolean isHeld() {
        return state == State.HELD;
    }

    boolean isSpent() {
        return state == State.CAPTURED || state == State.REDEEMED;
    }

    BigInteger left() {
        return ModelHeap.total(left).add(owed);
    }

    BigInteger givenBack() {
        return isSpent() ? spent.subtract(left()) : BigInteger.ZERO;
    }

    /** What the spent points that are left are worth: a part of what all were, so that parts add up. */
    BigInteger worth(BigInteger some) {
        return spent.signum() == 0 ? BigInteger.ZERO : spentValue.multiply(some).divide(spent);
    }

    /** What it pays of a purchase. */
    BigInteger pays() {
        return isHeld() ? value(points) : worth(left());
    }

    boolean canPay() {
        return purchase == null && (isHeld() || (isSpent() && givenBack().signum() == 0));
    }

    /**
     * What comes out of it.
     *
     * @param fromNowhere points that had not been there, where they were spent
     */
    record Back(ModelHeap fromNowhere, SortedMap<Instant, ModelHeap> heaps) {}

    /** So many points come out of it, those that were taken last first; last of all it took what was not there. */
    Back giveBack(BigInteger some) {
        BigInteger fromNowhere = some.min(owed);
        SortedMap<Instant, ModelHeap> back = ModelHeap.inOrder(left.descendingMap(), some.subtract(fromNowhere));
        left = ModelHeap.less(left, back);
        owed = owed.subtract(fromNowhere);
        return new Back(ModelHeap.of(channel, fromNowhere), back);
    }

    void captured(BigInteger some) {
        state = State.CAPTURED;
        spent = some;
        spentValue = value(some);
        ended();
    }

    void ended(State next) {
        state = next;
        ended();
    }

    private void ended() {
        expiresAt = null;
        graceEnd = null;
    }

    /** Where what is left of it was earned. */
    ModelHeap earnedWhere() {
        return ModelHeap.all(left);
    }

    private String status() {
        if (!isSpent() || givenBack().signum() == 0) {
            return state.toString();
        }
        return left().signum() == 0 ? "REVERSED" : "PARTIALLY_REVERSED";
    }

    @Override
    public String toString() {
        return describe(
                status(),
                points,
                spent,
                givenBack(),
                isHeld() || isSpent() ? pays() : BigInteger.ZERO,
                expiresAt,
                purchase,
                steps);
    }

    /** As a picture shows it; the numbers may be the model's or the domain's. */
    static String describe(
            String status,
            Number points,
            Number spent,
            Number givenBack,
            Number pays,
            @Nullable Instant expiresAt,
            @Nullable String purchase,
            int steps) {
        return status + ", " + points + " points, " + spent + " spent, " + givenBack + " given back, pays " + pays
                + ", until " + expiresAt + ", for " + purchase + ", " + steps + " steps";
    }
}
