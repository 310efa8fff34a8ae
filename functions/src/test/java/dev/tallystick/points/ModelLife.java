package dev.tallystick.points;

import static dev.tallystick.points.Answer.number;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A member's life while the model tells it: what is there at an instant, and what time does until the next. */
final class ModelLife {

    final ModelPurse purse = new ModelPurse();
    final Map<String, ModelPurchase> purchases = new LinkedHashMap<>();
    final Map<String, ModelRedemption> redemptions = new LinkedHashMap<>();

    private Instant at = Instant.MIN;
    private int turns;
    private boolean erased;

    /** Judged by a program, what a member is; its zone counts. */
    private Program program = Program.shipped();

    private final Set<Long> spentSteps = new HashSet<>();

    void spentWith(@Nullable Long step) {
        if (step != null) {
            spentSteps.add(step);
        }
    }

    /** A code is good for one spending; of those more than 64 steps before the last nobody can tell. */
    boolean isSpent(long step) {
        return spentSteps.contains(step) || spentSteps.stream().anyMatch(other -> other > step + 64);
    }

    Instant at() {
        return at;
    }

    Program program() {
        return program;
    }

    void judgedBy(Program next) {
        program = next;
    }

    Answer does(Model.Event event) {
        judgedBy(event.program());
        return switch (event.deed().command()) {
            case Command.RecordPurchase _, Command.Refund _, Command.Activate _, Command.VoidPurchase _ ->
                new ModelPurchases(this).does(event);
            case Command.RedeemPoints _,
                    Command.HoldPoints _,
                    Command.Extend _,
                    Command.Capture _,
                    Command.Release _,
                    Command.Reverse _,
                    Command.VoidRedemption _ -> new ModelRedemptions(this).does(event);
            case Command.Adjust adjust -> adjust(adjust);
            case Command.Erase _ -> erase();
        };
    }

    private Answer adjust(Command.Adjust adjust) {
        BigInteger points = number(adjust.points());
        if (points.signum() > 0) {
            purse.receive(lotEnd(at), ModelHeap.of(adjust.channel(), points));
        } else if (points.negate().compareTo(purse.available()) > 0) {
            return Answer.refused(Refusal.InsufficientPoints.class);
        } else {
            purse.spend(points.negate());
        }
        return Answer.accepted(Map.of("points", points));
    }

    boolean isErased() {
        return erased;
    }

    /** Whatever there is, here or there, is gone. */
    private Answer erase() {
        if (erased) {
            return Answer.unchanged();
        }
        erased = true;
        BigInteger gone = purse.available().subtract(purse.debt());
        purse.vanish();
        for (ModelRedemption redemption : redemptions.values()) {
            if (redemption.isHeld()) {
                gone = gone.add(redemption.left());
                redemption.giveBack(redemption.left());
                redemption.ended(ModelRedemption.State.RELEASED);
            }
        }
        for (ModelPurchase purchase : purchases.values()) {
            gone = gone.add(purchase.pending());
            purchase.vanish();
        }
        return Answer.accepted(Map.of("forfeited", gone));
    }

    /** Time passes. What is due happens at its own instant: there holds expire, then points become active, then lots end. */
    void pass(Instant until) {
        SortedSet<Instant> dues = dues(until);
        while (!dues.isEmpty()) {
            at = dues.getFirst();
            redemptions.values().stream()
                    .filter(redemption -> at.equals(redemption.expiresAt))
                    .sorted(Comparator.comparingInt(redemption -> redemption.turn))
                    .forEach(this::expire);
            TreeMap<Instant, ModelHeap> active = new TreeMap<>();
            for (ModelPurchase purchase : purchases.values()) {
                if (at.equals(purchase.activatesAt) && purchase.pending().signum() > 0) {
                    active.merge(
                            purchase.dayLotEnd,
                            ModelHeap.of(purchase.command.channel(), purchase.pending()),
                            ModelHeap::plus);
                    purchase.becameActive(purchase.pending(), purchase.dayLotEnd);
                }
            }
            active.forEach(purse::receive);
            purse.end(at);
            dues = dues(until);
        }
        at = until;
    }

    private SortedSet<Instant> dues(Instant until) {
        SortedSet<Instant> dues = new TreeSet<>(purse.heaps().keySet());
        for (ModelRedemption redemption : redemptions.values()) {
            if (redemption.expiresAt != null) {
                dues.add(redemption.expiresAt);
            }
        }
        for (ModelPurchase purchase : purchases.values()) {
            if (purchase.activatesAt != null && purchase.pending().signum() > 0) {
                dues.add(purchase.activatesAt);
            }
        }
        dues.removeIf(due -> due.isAfter(until));
        return dues;
    }

    private void expire(ModelRedemption hold) {
        Instant graceEnd = hold.graceEnd;
        SortedMap<Instant, ModelHeap> back = hold.giveBack(hold.left()).heaps();
        hold.ended(ModelRedemption.State.EXPIRED);
        hold.steps++;
        purse.receive(landing(back, graceEnd));
    }

    /** Points are given back by the program as it stands, those first that had not been there. */
    void giveBack(ModelRedemption.Back back) {
        purse.receive(graceEnd(at), back.fromNowhere());
        purse.receive(landing(back.heaps(), graceEnd(at)));
    }

    /** Where lots have ended meanwhile, their points lie in another. */
    private SortedMap<Instant, ModelHeap> landing(SortedMap<Instant, ModelHeap> back, Instant graceEnd) {
        TreeMap<Instant, ModelHeap> landed = new TreeMap<>();
        back.forEach((end, heap) -> landed.merge(at.isBefore(end) ? end : graceEnd, heap, ModelHeap::plus));
        return landed;
    }

    void holds(ModelRedemption redemption, Duration lasting) {
        Instant expiresAt = at.plus(lasting);
        redemption.expiresAt = expiresAt;
        redemption.graceEnd = graceEnd(expiresAt);
        redemption.turn = turns++;
    }

    /** Points end with the month, so many months after the one in which they became active. */
    Instant lotEnd(Instant active) {
        ZonedDateTime month = local(active).withDayOfMonth(1);
        return beginning(month.plusMonths(1L + program.expiry().months()));
    }

    private Instant graceEnd(Instant back) {
        ZonedDateTime lastDay = local(back).plusDays(program.expiry().graceDays());
        return beginning(lastDay.withDayOfMonth(1).plusMonths(1));
    }

    /** The beginning of the day so many days after that of an instant. */
    Instant dayAfter(Instant day, int days) {
        return beginning(local(day).plusDays(days));
    }

    private ZonedDateTime local(Instant instant) {
        return instant.atZone(zone());
    }

    private Instant beginning(ZonedDateTime day) {
        return day.toLocalDate().atStartOfDay(zone()).toInstant();
    }

    private ZoneId zone() {
        return program.timeZone();
    }

    LocalDate today() {
        return local(at).toLocalDate();
    }

    YearMonth month() {
        return YearMonth.from(local(at));
    }

    /** What counts for the tier: this month's and the eleven's before. */
    BigInteger tierPoints() {
        BigInteger sum = BigInteger.ZERO;
        for (ModelPurchase purchase : purchases.values()) {
            if (!purchase.month.isBefore(month().minusMonths(11))) {
                sum = sum.add(purchase.counting());
            }
        }
        return sum;
    }

    Program.Tier tier() {
        Program.Tier held = program.tiers().getFirst();
        for (Program.Tier tier : program.tiers()) {
            if (tierPoints().compareTo(number(tier.threshold().value())) >= 0) {
                held = tier;
            }
        }
        return held;
    }

    /** Redemptions in the clock hour. */
    long redemptionsThisHour() {
        return redemptions.values().stream()
                .filter(redemption -> hour(redemption.at).equals(hour(at)))
                .count();
    }

    private static LocalDateTime hour(Instant instant) {
        LocalDateTime utc = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        return utc.toLocalDate().atTime(utc.getHour(), 0);
    }

    /** All that can be seen of the member now, labelled. */
    SortedMap<String, String> picture() {
        SortedMap<String, String> picture = new TreeMap<>();
        picture.put("available", purse.available().toString());
        picture.put("debt", purse.debt().toString());
        purse.heaps().forEach((end, heap) -> picture.put("lot " + end, heap.online() + "+" + heap.inStore()));
        Map<String, ModelHeap> waiting = new TreeMap<>();
        BigInteger pending = BigInteger.ZERO;
        for (ModelPurchase purchase : purchases.values()) {
            if (purchase.pending().signum() > 0) {
                pending = pending.add(purchase.pending());
                waiting.merge(
                        purchase.waitsFor(),
                        ModelHeap.of(purchase.command.channel(), purchase.pending()),
                        ModelHeap::plus);
            }
        }
        picture.put("pending", pending.toString());
        waiting.forEach((what, heap) -> picture.put("pending " + what, heap.online() + "+" + heap.inStore()));
        BigInteger held = BigInteger.ZERO;
        for (ModelRedemption redemption : redemptions.values()) {
            held = redemption.isHeld() ? held.add(redemption.left()) : held;
        }
        picture.put("held", held.toString());
        picture.put("tier", tier().id() + " with " + tierPoints());
        purchases.forEach((id, purchase) -> picture.put("purchase " + id, purchase.toString()));
        redemptions.forEach((id, redemption) -> picture.put("redemption " + id, redemption.toString()));
        return picture;
    }
}
