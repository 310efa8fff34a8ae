package dev.tallystick.points;

import static dev.tallystick.points.Answer.number;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What redemptions do to the life of a member of the model. */
final class ModelRedemptions {

    private static final int MOST_STEPS = 200;
    private static final int MOST_EXTENSIONS = 100;
    private static final int MOST_HOLDS = 10;

    private final ModelLife life;

    ModelRedemptions(ModelLife life) {
        this.life = life;
    }

    Answer does(Model.Event event) {
        String id = event.deed().id();
        if (life.isErased() && !isThereAlready(event.deed())) {
            return Answer.refused(Refusal.MemberErased.class);
        }
        return switch (event.deed().command()) {
            case Command.RedeemPoints redeem -> redeem(id, redeem, event.deed().counter());
            case Command.HoldPoints hold -> hold(id, hold, event.deed().counter());
            case Command.Extend extend -> extend(its(id), extend.lasting());
            case Command.Capture capture -> capture(its(id), capture);
            case Command.Release _ -> release(its(id));
            case Command.Reverse reverse -> reverse(its(id), reverse);
            case Command.VoidRedemption _ -> voids(its(id));
            default -> throw new AssertionError("nothing about a redemption: " + event);
        };
    }

    /** Somebody released or voided it before; the erasure's own end of a hold is nobody's. */
    private boolean isThereAlready(Deed deed) {
        return (deed.command() instanceof Command.Release && its(deed.id()).releasedBySomebody)
                || (deed.command() instanceof Command.VoidRedemption
                        && its(deed.id()).state == ModelRedemption.State.VOIDED);
    }

    private ModelRedemption its(String id) {
        return Objects.requireNonNull(life.redemptions.get(id));
    }

    private Answer redeem(String id, Command.RedeemPoints redeem, Counter counter) {
        BigInteger points = number(redeem.points().value());
        Optional<Answer> refusal = redeem.offline() ? refusalOffline(points, counter) : refusal(points, counter);
        return refusal.orElseGet(() -> {
            BigInteger there = points.min(life.purse.available());
            life.spentWith(counter.codeStep());
            ModelRedemption redemption = new ModelRedemption(
                    life.at(),
                    life.program(),
                    ModelRedemption.State.REDEEMED,
                    life.purse.spend(there),
                    points.subtract(there),
                    redeem.channel());
            life.purse.owe(points.subtract(there));
            life.redemptions.put(id, redemption);
            return Answer.accepted(Map.of(
                    "points", points,
                    "value", redemption.value(points),
                    "online", redemption.earnedWhere().online()));
        });
    }

    private Answer hold(String id, Command.HoldPoints hold, Counter counter) {
        Duration asked = hold.lasting();
        Duration lasting = asked == null ? life.program().hold().usual() : asked;
        if (isTooLong(lasting)) {
            return Answer.refused(Refusal.HoldTooLong.class);
        }
        BigInteger points = number(hold.points().value());
        Optional<Answer> refusal = refusal(points, counter);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (life.redemptions.values().stream().filter(ModelRedemption::isHeld).count() >= MOST_HOLDS) {
            return Answer.refused(Refusal.TooManyHolds.class);
        }
        life.spentWith(counter.codeStep());
        ModelRedemption redemption = new ModelRedemption(
                life.at(),
                life.program(),
                ModelRedemption.State.HELD,
                life.purse.spend(points),
                BigInteger.ZERO,
                Channel.OFFICE);
        life.redemptions.put(id, redemption);
        life.holds(redemption, lasting);
        return Answer.accepted(Map.of(
                "points",
                points,
                "value",
                redemption.value(points),
                "expiresAt",
                number(Objects.requireNonNull(redemption.expiresAt))));
    }

    private boolean isTooLong(Duration lasting) {
        return lasting.compareTo(life.program().hold().longest()) > 0;
    }

    /**
     * The goods are gone: up to the program's bound nobody asks what there is or for a code, and the hour was another in any
     * case.
     */
    private Optional<Answer> refusalOffline(BigInteger points, Counter counter) {
        boolean trusted = points.compareTo(
                        number(life.program().redeem().offlineMaxPoints().value()))
                <= 0;
        Optional<Answer> byRule = refusalByRule(points);
        if (byRule.isPresent() || (trusted && counter.codeStep() == null)) {
            return byRule;
        }
        return trusted ? refusalByCode(counter) : refusalByCode(counter).or(() -> refusalByBalance(points));
    }

    private Optional<Answer> refusal(BigInteger points, Counter counter) {
        Integer most = life.program().limits().redemptionsPerMemberAndHour();
        return refusalByRule(points)
                .or(() -> refusalByCode(counter))
                .or(() -> refusalByBalance(points))
                .or(() -> most != null && life.redemptionsThisHour() >= most
                        ? Optional.of(Answer.refused(Refusal.TooManyRedemptions.class))
                        : Optional.empty());
    }

    private Optional<Answer> refusalByCode(Counter counter) {
        Long step = counter.codeStep();
        if (step != null) {
            return life.isSpent(step) ? Optional.of(Answer.refused(Refusal.MemberCodeUsed.class)) : Optional.empty();
        }
        Program.CodeNeeded needed = life.program().redeem().codeNeeded();
        boolean here = (counter.channel() == Channel.ONLINE && needed.online())
                || (counter.channel() == Channel.IN_STORE && needed.inStore());
        return here ? Optional.of(Answer.refused(Refusal.MemberCodeNeeded.class)) : Optional.empty();
    }

    private Optional<Answer> refusalByBalance(BigInteger points) {
        return points.compareTo(life.purse.available()) > 0
                ? Optional.of(Answer.refused(Refusal.InsufficientPoints.class))
                : Optional.empty();
    }

    private Optional<Answer> refusalByRule(BigInteger points) {
        Program program = life.program();
        if (points.compareTo(number(program.redeem().minimum().value())) < 0) {
            return Optional.of(Answer.refused(Refusal.BelowMinimum.class));
        }
        if (points.mod(number(program.redeem().step().value())).signum() != 0) {
            return Optional.of(Answer.refused(Refusal.NotAStep.class));
        }
        return Optional.empty();
    }

    private Answer extend(ModelRedemption redemption, Duration lasting) {
        if (!redemption.isHeld()) {
            return Answer.refused(Refusal.RedemptionNotHeld.class);
        }
        if (isTooLong(lasting)) {
            return Answer.refused(Refusal.HoldTooLong.class);
        }
        if (!life.at().plus(lasting).isAfter(Objects.requireNonNull(redemption.expiresAt))) {
            return Answer.unchanged();
        }
        if (redemption.extensions >= MOST_EXTENSIONS || redemption.steps >= MOST_STEPS) {
            return Answer.refused(Refusal.TooManySteps.class);
        }
        redemption.extensions++;
        redemption.steps++;
        life.holds(redemption, lasting);
        return Answer.accepted(Map.of("expiresAt", number(Objects.requireNonNull(redemption.expiresAt))));
    }

    private Answer capture(ModelRedemption redemption, Command.Capture capture) {
        if (!redemption.isHeld()) {
            return Answer.refused(Refusal.RedemptionNotHeld.class);
        }
        Points asked = capture.points();
        BigInteger points = asked == null ? redemption.points : number(asked.value());
        if (points.compareTo(redemption.points) > 0) {
            return Answer.refused(Refusal.CaptureExceedsHold.class);
        }
        redemption.steps++;
        life.giveBack(redemption.giveBack(redemption.points.subtract(points)));
        redemption.captured(points);
        return Answer.accepted(Map.of(
                "captured",
                points,
                "value",
                redemption.spentValue,
                "online",
                redemption.earnedWhere().online()));
    }

    private Answer release(ModelRedemption redemption) {
        if (redemption.state == ModelRedemption.State.RELEASED) {
            return Answer.unchanged();
        }
        if (!redemption.isHeld()) {
            return Answer.refused(Refusal.RedemptionNotHeld.class);
        }
        redemption.steps++;
        life.giveBack(redemption.giveBack(redemption.points));
        redemption.ended(ModelRedemption.State.RELEASED);
        redemption.releasedBySomebody = true;
        return Answer.accepted(Map.of("released", redemption.points));
    }

    private Answer reverse(ModelRedemption redemption, Command.Reverse reverse) {
        if (redemption.state == ModelRedemption.State.VOIDED) {
            return Answer.refused(Refusal.OperationVoided.class);
        }
        Points asked = reverse.points();
        BigInteger left = redemption.isSpent() ? redemption.left() : BigInteger.ZERO;
        BigInteger points = asked == null ? left : number(asked.value());
        if (points.signum() == 0 || points.compareTo(left) > 0) {
            return Answer.refused(Refusal.ReversalExceedsRedemption.class);
        }
        if (redemption.steps >= MOST_STEPS) {
            return Answer.refused(Refusal.TooManySteps.class);
        }
        redemption.steps++;
        ModelHeap before = redemption.earnedWhere();
        BigInteger worth = redemption.pays();
        life.giveBack(redemption.giveBack(points));
        return Answer.accepted(Map.of(
                "reversed", points,
                "value", worth.subtract(redemption.pays()),
                "online", before.minus(redemption.earnedWhere()).online()));
    }

    private Answer voids(ModelRedemption redemption) {
        if (redemption.state == ModelRedemption.State.VOIDED) {
            return Answer.unchanged();
        }
        if (redemption.givenBack().signum() > 0) {
            return Answer.refused(Refusal.RedemptionReversed.class);
        }
        if (redemption.steps >= MOST_STEPS) {
            return Answer.refused(Refusal.TooManySteps.class);
        }
        redemption.steps++;
        boolean spent = redemption.isSpent();
        BigInteger points = redemption.left();
        BigInteger value = spent ? redemption.pays() : BigInteger.ZERO;
        BigInteger online = spent ? redemption.earnedWhere().online() : BigInteger.ZERO;
        life.giveBack(redemption.giveBack(points));
        redemption.ended(ModelRedemption.State.VOIDED);
        return Answer.accepted(Map.of("points", points, "value", value, "online", online));
    }
}
