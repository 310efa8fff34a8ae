package dev.tallystick.points;

import static dev.tallystick.points.Answer.number;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What purchases do to the life of a member of the model. */
final class ModelPurchases {

    private static final int MOST_STEPS = 200;
    private static final BigInteger MOST_POINTS = BigInteger.TEN.pow(12);

    private final ModelLife life;

    ModelPurchases(ModelLife life) {
        this.life = life;
    }

    Answer does(Model.Event event) {
        String id = event.deed().id();
        return switch (event.deed().command()) {
            case Command.RecordPurchase purchase -> buy(event, purchase);
            case Command.Activate activate -> activate(its(id), activate);
            case Command.Refund refund -> refund(event, its(id), refund);
            case Command.VoidPurchase _ -> voids(its(id));
            default -> throw new AssertionError("nothing about a purchase: " + event);
        };
    }

    private ModelPurchase its(String id) {
        return Objects.requireNonNull(life.purchases.get(id));
    }

    private Answer buy(Model.Event event, Command.RecordPurchase purchase) {
        boolean wrongClock = isTooFarAhead(purchase.occurredAt(), event.now());
        if (wrongClock && !purchase.offline()) {
            return Answer.refused(Refusal.TooFarAhead.class);
        }
        BigInteger paid = BigInteger.ZERO;
        Map<String, BigInteger> paidWith = new LinkedHashMap<>();
        for (String id : event.deed().paidWith()) {
            ModelRedemption redemption = life.redemptions.get(id);
            if (redemption == null || !redemption.canPay() || redemption.steps >= MOST_STEPS) {
                return Answer.refused(Refusal.RedemptionNotUsable.class);
            }
            paid = paid.add(redemption.pays());
            paidWith.put(id, redemption.left());
        }
        Program program = life.program();
        LocalDate limitDay = limitDay(purchase.businessDate());
        Map<String, BigInteger> firsts = firsts(purchase.channel());
        ModelEarning earning = ModelEarning.of(
                purchase,
                program,
                life.tier(),
                bonuses(purchase, wrongClock ? event.at() : purchase.occurredAt()),
                paid,
                limitDay == null ? null : leftOf(limitDay));
        if (earning.earned().compareTo(MOST_POINTS) > 0) {
            return Answer.refused(Refusal.TooManyPoints.class);
        }
        for (String id : paidWith.keySet()) {
            ModelRedemption redemption = Objects.requireNonNull(life.redemptions.get(id));
            redemption.purchase = event.deed().id();
            redemption.steps++;
            if (redemption.isHeld()) {
                redemption.captured(redemption.points);
            }
        }
        int days = purchase.channel() == Channel.ONLINE
                ? program.earn().pendingDays().online()
                : program.earn().pendingDays().inStore();
        Instant activatesAt = purchase.waitsFor() == null && days > 0 ? life.dayAfter(life.at(), days) : null;
        ModelPurchase recorded = new ModelPurchase(
                purchase,
                program,
                earning,
                life.month(),
                limitDay,
                activatesAt,
                activatesAt == null ? null : life.lotEnd(activatesAt),
                paidWith);
        if (purchase.waitsFor() == null && days == 0) {
            Instant lotEnd = life.lotEnd(life.at());
            recorded.lotEnds.add(lotEnd);
            life.purse.receive(lotEnd, ModelHeap.of(purchase.channel(), earning.earned()));
        }
        life.purchases.put(event.deed().id(), recorded);
        firsts.putAll(earning.numbers());
        firsts.put("clock suspect", wrongClock ? BigInteger.ONE : BigInteger.ZERO);
        return Answer.accepted(firsts);
    }

    private static boolean isTooFarAhead(Instant occurredAt, Instant now) {
        return Duration.between(now, occurredAt).compareTo(Duration.ofHours(24)) > 0;
    }

    private List<Bonus> bonuses(Command.RecordPurchase purchase, Instant happened) {
        boolean online = isBoughtIn(Channel.ONLINE);
        boolean inStore = isBoughtIn(Channel.IN_STORE);
        List<Bonus> bonuses = new ArrayList<>();
        for (Bonus bonus : life.program().bonuses()) {
            boolean first = switch (bonus.first()) {
                case ANY -> true;
                case PURCHASE -> purchase.channel() != Channel.OFFICE && !online && !inStore;
                case OTHER_CHANNEL ->
                    switch (purchase.channel()) {
                        case ONLINE -> !online && inStore;
                        case IN_STORE -> !inStore && online;
                        case OFFICE -> false;
                    };
            };
            if (first
                    && (bonus.channels().isEmpty() || bonus.channels().contains(purchase.channel()))
                    && (bonus.sources().isEmpty() || bonus.sources().contains(purchase.source()))
                    && (bonus.from() == null || happened.compareTo(bonus.from()) >= 0)
                    && (bonus.until() == null || happened.compareTo(bonus.until()) < 0)) {
                bonuses.add(bonus);
            }
        }
        return bonuses;
    }

    private Map<String, BigInteger> firsts(Channel channel) {
        boolean anywhere = !isBoughtIn(Channel.ONLINE) && !isBoughtIn(Channel.IN_STORE);
        Map<String, BigInteger> firsts = new TreeMap<>();
        firsts.put("first", channel != Channel.OFFICE && anywhere ? BigInteger.ONE : BigInteger.ZERO);
        firsts.put("firstHere", channel != Channel.OFFICE && !isBoughtIn(channel) ? BigInteger.ONE : BigInteger.ZERO);
        return firsts;
    }

    /** Whether there is a purchase in a channel that nobody voided. */
    private boolean isBoughtIn(Channel channel) {
        return life.purchases.values().stream()
                .anyMatch(purchase -> purchase.command.channel() == channel && !purchase.voided());
    }

    /** As which a business day counts where there is a limit a day: none older than a week, none over four days ahead. */
    private @Nullable LocalDate limitDay(LocalDate businessDate) {
        if (life.program().limits().pointsPerMemberAndDay() == null) {
            return null;
        }
        LocalDate weekAgo = life.today().minusDays(7);
        LocalDate soon = life.today().plusDays(4);
        if (businessDate.compareTo(soon) > 0) {
            return soon;
        }
        return businessDate.compareTo(weekAgo) < 0 ? weekAgo : businessDate;
    }

    private BigInteger leftOf(LocalDate day) {
        BigInteger left = number(Objects.requireNonNull(life.program().limits().pointsPerMemberAndDay())
                .value());
        for (ModelPurchase purchase : life.purchases.values()) {
            if (day.equals(purchase.limitDay)) {
                left = left.subtract(purchase.counting());
            }
        }
        return left.max(BigInteger.ZERO);
    }

    private Answer activate(ModelPurchase purchase, Command.Activate activate) {
        if (life.isErased()) {
            return Answer.refused(Refusal.MemberErased.class);
        }
        if (!purchase.isPending()) {
            return Answer.refused(Refusal.PurchaseNotPending.class);
        }
        BigInteger left = purchase.leftToActivate();
        Money total = activate.total();
        BigInteger part = total == null ? left : number(total.minorUnits());
        if (part.compareTo(left) > 0) {
            return Answer.refused(Refusal.ActivationExceedsPurchase.class);
        }
        if (purchase.steps() >= MOST_STEPS) {
            return Answer.refused(Refusal.TooManySteps.class);
        }
        BigInteger points = purchase.activating(part);
        Instant lotEnd = life.lotEnd(life.at());
        purchase.activated(part, points, lotEnd);
        life.purse.receive(lotEnd, ModelHeap.of(purchase.command.channel(), points));
        return Answer.accepted(Map.of("activated", points));
    }

    private Answer refund(Model.Event event, ModelPurchase purchase, Command.Refund refund) {
        if (purchase.voided()) {
            return Answer.refused(Refusal.OperationVoided.class);
        }
        boolean wrongClock = isTooFarAhead(refund.occurredAt(), event.now());
        if (wrongClock && !refund.offline()) {
            return Answer.refused(Refusal.TooFarAhead.class);
        }
        Optional<List<BigInteger>> split = purchase.split(refund);
        if (split.isEmpty()) {
            return Answer.refused(Refusal.RefundExceedsPurchase.class);
        }
        BigInteger restoring = refund.restorePoints()
                ? purchase.restoring(number(refund.total().minorUnits()))
                : BigInteger.ZERO;
        Map<String, BigInteger> back = new LinkedHashMap<>();
        for (String id : lastNamedFirst(purchase)) {
            BigInteger some = restoring.min(redemption(id).left());
            back.put(id, some);
            restoring = restoring.subtract(some);
        }
        BigInteger points = purchase.countedBack(split.get());
        Map<String, BigInteger> noted = Map.of("clock suspect", wrongClock ? BigInteger.ONE : BigInteger.ZERO);
        return undo(purchase, points, back, noted, () -> purchase.refunded(split.get()));
    }

    private Answer voids(ModelPurchase purchase) {
        if (purchase.voided()) {
            return Answer.unchanged();
        }
        if (purchase.hasRefunds()) {
            return Answer.refused(Refusal.PurchaseRefunded.class);
        }
        Map<String, BigInteger> back = new LinkedHashMap<>();
        lastNamedFirst(purchase).forEach(paid -> back.put(paid, redemption(paid).left()));
        return undo(purchase, purchase.earning.earned(), back, Map.of(), purchase::wasVoided);
    }

    private static List<String> lastNamedFirst(ModelPurchase purchase) {
        return List.copyOf(purchase.paidWith.keySet()).reversed();
    }

    private ModelRedemption redemption(String id) {
        return Objects.requireNonNull(life.redemptions.get(id));
    }

    /** First what had paid for the goods is given back, then the points that they earned are taken back; not where nobody is. */
    private Answer undo(
            ModelPurchase purchase,
            BigInteger due,
            Map<String, BigInteger> back,
            Map<String, BigInteger> noted,
            Runnable step) {
        BigInteger points = life.isErased() ? BigInteger.ZERO : due;
        if (life.isErased()) {
            back.clear();
        }
        back.values().removeIf(some -> some.signum() == 0);
        if (purchase.steps() >= MOST_STEPS
                || back.keySet().stream().anyMatch(id -> redemption(id).steps >= MOST_STEPS)) {
            return Answer.refused(Refusal.TooManySteps.class);
        }
        back.forEach((id, some) -> {
            redemption(id).steps++;
            life.giveBack(redemption(id).giveBack(some));
        });
        BigInteger clawedBack = clawBack(purchase, points);
        step.run();
        Map<String, BigInteger> numbers = new TreeMap<>(noted);
        numbers.put("clawedBack", clawedBack);
        numbers.put("restored", back.values().stream().reduce(BigInteger.ZERO, BigInteger::add));
        return Answer.accepted(numbers);
    }

    /** From its pending points, from its own lots, from others, and what is not there is owed. */
    private BigInteger clawBack(ModelPurchase purchase, BigInteger points) {
        BigInteger ofPending = points.min(purchase.pending());
        BigInteger left = points.subtract(ofPending);
        List<Instant> open = purchase.lotEnds.stream()
                .filter(end -> end.isAfter(life.at()))
                .distinct()
                .sorted(Comparator.reverseOrder())
                .toList();
        BigInteger taken = open.isEmpty() ? ofPending : points;
        if (!open.isEmpty()) {
            for (Instant end : open) {
                left = left.subtract(life.purse.take(end, left, purchase.command.channel()));
            }
            BigInteger others = left.min(life.purse.available());
            life.purse.spend(others);
            life.purse.owe(left.subtract(others));
        }
        purchase.clawed(taken, ofPending);
        return taken;
    }
}
