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
            case Command.RedeemPoints redeem ->
                redeem(id, number(redeem.points().value()));
            case Command.HoldPoints hold -> hold(id, hold);
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

    private Answer redeem(String id, BigInteger points) {
        Optional<Answer> refusal = refusal(points);
        return refusal.orElseGet(() -> {
            ModelRedemption redemption = taking(id, ModelRedemption.State.REDEEMED, points);
            return Answer.accepted(Map.of(
                    "points", points,
                    "value", redemption.value(points),
                    "online", redemption.earnedWhere().online()));
        });
    }

    private Answer hold(String id, Command.HoldPoints hold) {
        Duration asked = hold.lasting();
        Duration lasting = asked == null ? life.program().hold().usual() : asked;
        if (isTooLong(lasting)) {
            return Answer.refused(Refusal.HoldTooLong.class);
        }
        BigInteger points = number(hold.points().value());
        Optional<Answer> refusal = refusal(points);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (life.redemptions.values().stream().filter(ModelRedemption::isHeld).count() >= MOST_HOLDS) {
            return Answer.refused(Refusal.TooManyHolds.class);
        }
        ModelRedemption redemption = taking(id, ModelRedemption.State.HELD, points);
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

    private ModelRedemption taking(String id, ModelRedemption.State state, BigInteger points) {
        ModelRedemption redemption = new ModelRedemption(life.at(), life.program(), state, life.purse.spend(points));
        life.redemptions.put(id, redemption);
        return redemption;
    }

    private Optional<Answer> refusal(BigInteger points) {
        Program program = life.program();
        if (points.compareTo(number(program.redeem().minimum().value())) < 0) {
            return Optional.of(Answer.refused(Refusal.BelowMinimum.class));
        }
        if (points.mod(number(program.redeem().step().value())).signum() != 0) {
            return Optional.of(Answer.refused(Refusal.NotAStep.class));
        }
        if (points.compareTo(life.purse.available()) > 0) {
            return Optional.of(Answer.refused(Refusal.InsufficientPoints.class));
        }
        Integer most = program.limits().redemptionsPerMemberAndHour();
        if (most != null && life.redemptionsThisHour() >= most) {
            return Optional.of(Answer.refused(Refusal.TooManyRedemptions.class));
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
