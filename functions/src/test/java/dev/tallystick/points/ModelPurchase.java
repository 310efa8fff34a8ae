package dev.tallystick.points;

import static dev.tallystick.points.Answer.number;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A purchase of the model with all that followed it. */
final class ModelPurchase {

    final Command.RecordPurchase command;
    final Program program;
    final ModelEarning earning;
    final YearMonth month;
    final @Nullable LocalDate limitDay;

    /** When its points become active by themselves, and where they then lie; absent where nothing is waited for, or an event. */
    final @Nullable Instant activatesAt;

    final @Nullable Instant dayLotEnd;

    /** Redemptions that paid for it, and the points of each. */
    final Map<String, BigInteger> paidWith;

    /** Lots in which its points lie, lay, or would lie had they not paid debt. */
    final List<Instant> lotEnds = new ArrayList<>();

    private final List<List<BigInteger>> refunds = new ArrayList<>();
    private BigInteger pending;
    private BigInteger activatedTotal = BigInteger.ZERO;
    private BigInteger clawedBack = BigInteger.ZERO;
    private int steps = 1;
    private boolean voided;

    ModelPurchase(
            Command.RecordPurchase command,
            Program program,
            ModelEarning earning,
            YearMonth month,
            @Nullable LocalDate limitDay,
            @Nullable Instant activatesAt,
            @Nullable Instant dayLotEnd,
            Map<String, BigInteger> paidWith) {
        this.command = command;
        this.program = program;
        this.earning = earning;
        this.month = month;
        this.limitDay = limitDay;
        this.activatesAt = activatesAt;
        this.dayLotEnd = dayLotEnd;
        this.paidWith = new LinkedHashMap<>(paidWith);
        this.pending = command.waitsFor() == null && activatesAt == null ? BigInteger.ZERO : earning.earned();
    }

    BigInteger total() {
        return number(command.total().minorUnits());
    }

    BigInteger pending() {
        return pending;
    }

    BigInteger clawedBack() {
        return clawedBack;
    }

    int steps() {
        return steps;
    }

    boolean voided() {
        return voided;
    }

    boolean hasRefunds() {
        return !refunds.isEmpty();
    }

    /** What it still counts for the tier and the limit a day. */
    BigInteger counting() {
        return earning.earned().subtract(clawedBack);
    }

    BigInteger refunded() {
        BigInteger sum = BigInteger.ZERO;
        for (int pool = 0; pool < earning.pools().size(); pool++) {
            sum = sum.add(refundedOf(pool));
        }
        return sum;
    }

    private BigInteger refundedOf(int pool) {
        return refunds.stream().map(refund -> refund.get(pool)).reduce(BigInteger.ZERO, BigInteger::add);
    }

    BigInteger leftToActivate() {
        return total().subtract(refunded()).subtract(activatedTotal).max(BigInteger.ZERO);
    }

    boolean isPending() {
        boolean waits = command.waitsFor() != null && leftToActivate().signum() > 0;
        return !voided && (waits || pending.signum() > 0);
    }

    /** What becomes active with a part of its total. */
    BigInteger activating(BigInteger part) {
        BigInteger left = leftToActivate();
        return part.equals(left)
                ? pending
                : pending.subtract(pending.multiply(left.subtract(part)).divide(left));
    }

    void activated(BigInteger part, BigInteger points, Instant lotEnd) {
        steps++;
        activatedTotal = activatedTotal.add(part);
        becameActive(points, lotEnd);
    }

    /** By somebody's word or because its day has come. */
    void becameActive(BigInteger points, Instant lotEnd) {
        pending = pending.subtract(points);
        if (points.signum() > 0) {
            lotEnds.add(lotEnd);
        }
    }

    /** What a refund takes of each pool; nothing where that is more than is left. */
    Optional<List<BigInteger>> split(Command.Refund refund) {
        List<ModelEarning.ModelPool> pools = earning.pools();
        List<BigInteger> left = new ArrayList<>();
        for (int pool = 0; pool < pools.size(); pool++) {
            left.add(pools.get(pool).total().subtract(refundedOf(pool)));
        }
        List<BigInteger> split = new ArrayList<>();
        BigInteger total = number(refund.total().minorUnits());
        if (refund.lines().isEmpty() && refund.charges().isEmpty()) {
            Map<Integer, BigInteger> among = new LinkedHashMap<>();
            for (int pool = 0; pool < left.size(); pool++) {
                among.put(pool, left.get(pool));
            }
            split.addAll(ModelEarning.share(total, among).values());
        } else if (pools.getFirst().rules() == null) {
            split.add(total);
        } else {
            Map<List<String>, BigInteger> back =
                    new HashMap<>(ModelEarning.totals(refund.lines(), refund.charges(), program, earning.bonuses()));
            for (ModelEarning.ModelPool pool : pools) {
                BigInteger some = back.remove(pool.rules());
                split.add(some == null ? BigInteger.ZERO : some);
            }
            if (back.values().stream().anyMatch(lacking -> lacking.signum() > 0)) {
                return Optional.empty();
            }
        }
        for (int pool = 0; pool < left.size(); pool++) {
            if (split.get(pool).compareTo(left.get(pool)) > 0) {
                return Optional.empty();
            }
        }
        return total.compareTo(total().subtract(refunded())) > 0 ? Optional.empty() : Optional.of(split);
    }

    /** Points that the formula counts back for a refund of so much of each pool. */
    BigInteger countedBack(List<BigInteger> split) {
        BigInteger sum = BigInteger.ZERO;
        for (int pool = 0; pool < split.size(); pool++) {
            ModelEarning.ModelPool one = earning.pools().get(pool);
            BigInteger before = refundedOf(pool);
            sum = sum.add(kept(one.points(), one.total(), before))
                    .subtract(kept(one.points(), one.total(), before.add(split.get(pool))));
        }
        return sum;
    }

    /** Points that had paid for it and are given back for so much more of its total. */
    BigInteger restoring(BigInteger part) {
        BigInteger paid = paidWith.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
        return kept(paid, total(), refunded())
                .subtract(kept(paid, total(), refunded().add(part)));
    }

    /** floor(E × (T − R) / T). */
    private static BigInteger kept(BigInteger points, BigInteger total, BigInteger refunded) {
        return total.signum() == 0
                ? points
                : points.multiply(total.subtract(refunded)).divide(total);
    }

    void refunded(List<BigInteger> split) {
        steps++;
        refunds.add(split);
    }

    void wasVoided() {
        steps++;
        voided = true;
    }

    /** Nothing of it is pending any more, nor waited for. */
    void vanish() {
        pending = BigInteger.ZERO;
        activatedTotal = total();
    }

    /** So many of its points were taken back, some of them pending ones. */
    void clawed(BigInteger points, BigInteger ofPending) {
        clawedBack = clawedBack.add(points);
        pending = pending.subtract(ofPending);
    }

    /** Its pending points under what they wait for. */
    String waitsFor() {
        return activatesAt == null ? String.valueOf(command.waitsFor()) : activatesAt + " for " + dayLotEnd;
    }

    @Override
    public String toString() {
        String status = voided ? "VOIDED" : isPending() ? "PENDING" : "ACTIVE";
        return describe(status, refunded(), clawedBack, pending, steps);
    }

    /** As a picture shows it; the numbers may be the model's or the domain's. */
    static String describe(String status, Number refunded, Number clawedBack, Number pending, int steps) {
        return status + ", " + refunded + " back, " + clawedBack + " clawed back, " + pending + " pending, " + steps
                + " steps";
    }
}
