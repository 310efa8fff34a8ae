package dev.tallystick.points;

import static dev.tallystick.points.LedgerAccount.AVAILABLE;
import static dev.tallystick.points.LedgerAccount.HELD;
import static dev.tallystick.points.LedgerAccount.ISSUED;
import static dev.tallystick.points.LedgerAccount.PENDING;
import static dev.tallystick.points.LedgerAccount.REDEEMED;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What becomes of purchases: recorded, activated, refunded, voided. */
public final class DecidePurchase {

    /** A till's clock may be this far ahead of ours. */
    static final Duration CLOCKS_MAY_DIFFER = Duration.ofDays(1);

    private DecidePurchase() {}

    /** What a purchase earns. Held redemptions that pay for it are captured with it. */
    public static Decision record(Scene scene, Command.RecordPurchase purchase) {
        Optional<Refusal> early = tooFarAhead(purchase.occurredAt(), scene.now());
        if (early.isPresent() && !purchase.offline()) {
            return new Decision.Refused(early.get());
        }
        Draft draft = new Draft(scene);
        Money paid = Money.ZERO;
        List<Fact.Paid> paidWith = new ArrayList<>();
        for (Redemption redemption : scene.redemptions()) {
            if (!isUsable(redemption, scene)) {
                return new Decision.Refused(new Refusal.RedemptionNotUsable(redemption.operation()));
            }
            boolean held = redemption.isHeldAt(scene.at());
            Fact.Captured captured = held
                    ? new Fact.Captured(
                            scene.program().version(),
                            purchase.channel(),
                            redemption.points(),
                            redemption.value(),
                            redemption.left().byChannel(),
                            List.of(),
                            scene.operation())
                    : new Fact.Captured(
                            scene.program().version(),
                            purchase.channel(),
                            Points.ZERO,
                            Money.ZERO,
                            ByChannel.NONE,
                            List.of(),
                            scene.operation());
            draft.add(
                    redemption.operation(),
                    redemption.steps(),
                    Postings.move(captured.points(), HELD, REDEEMED),
                    captured);
            paid = paid.plus(redemption.valueLeft());
            paidWith.add(new Fact.Paid(redemption.operation(), redemption.left().total()));
        }
        Fact.Earned earned = earned(scene, draft.account(), purchase, early.isPresent(), paid, paidWith);
        if (earned.earned().value() > Points.MAXIMUM) {
            return new Decision.Refused(new Refusal.TooManyPoints(Points.of(Points.MAXIMUM)));
        }
        return draft.add(scene.operation(), 0, postings(earned), earned).accepted();
    }

    private static boolean isUsable(Redemption redemption, Scene scene) {
        boolean spent = redemption.isSpent()
                && redemption.left().total().equals(redemption.captured())
                && !redemption.captured().isZero();
        return redemption.member().equals(scene.account().member())
                && redemption.purchase() == null
                && redemption.steps() < EntryKey.Step.MOST
                && (spent || redemption.isHeldAt(scene.at()));
    }

    private static Fact.Earned earned(
            Scene scene,
            Account account,
            Command.RecordPurchase purchase,
            boolean clockSuspect,
            Money paid,
            List<Fact.Paid> paidWith) {
        Program program = scene.program();
        Instant at = scene.at();
        Fact.Standing before = account.standing(program, at);
        Fact.Firsts firsts = account.firsts().seenFrom(purchase.channel());
        Basket basket = new Basket(purchase, program.earn(), paid);
        Instant madeAt = clockSuspect ? at : purchase.occurredAt();
        List<EarnRule> rules = EarnRule.of(purchase, madeAt, program, program.tierFor(before.points()), firsts);
        DayLimit limit = DayLimit.of(account, purchase.businessDate(), program, at);
        List<Fact.RuleShare> breakdown = limit.cut(basket.breakdown(rules, program.earn()));
        Points earned =
                Points.of(breakdown.stream().mapToLong(Fact.RuleShare::points).reduce(0, Math::addExact));
        Points tierPoints = before.points().plus(earned);
        Activation activation = purchase.waitsFor() == null
                ? program.activation(at, purchase.channel())
                : new Activation.OnEvent(purchase.waitsFor());
        List<Lot> lotChanges = activation instanceof Activation.AtOnce(Instant lotEnd) && !earned.isZero()
                ? Credit.of(new Lots(List.of(Lot.earned(lotEnd, purchase.channel(), earned))), account.balance())
                        .lotChanges()
                : List.of();
        return new Fact.Earned(
                program.version(),
                purchase.total(),
                basket.eligible(),
                purchase.occurredAt(),
                purchase.channel(),
                breakdown,
                basket.pools(rules, breakdown),
                activation,
                lotChanges,
                before,
                new Fact.Standing(program.tierFor(tierPoints).id(), tierPoints),
                program.monthOf(at),
                limit.day(),
                firsts,
                paidWith,
                clockSuspect);
    }

    private static Postings postings(Fact.Earned earned) {
        if (!(earned.activation() instanceof Activation.AtOnce)) {
            return Postings.move(earned.earned(), ISSUED, PENDING);
        }
        Points kept =
                Points.of(earned.lotChanges().stream().mapToLong(Lot::total).sum());
        return Postings.move(kept, ISSUED, AVAILABLE)
                .plus(Postings.move(earned.earned().minus(kept), ISSUED, LedgerAccount.DEBT));
    }

    /** Goods were collected, delivered or paid: pending points become active, in part by the part of what is left. */
    public static Decision activate(Scene scene, Purchase purchase, Command.Activate command) {
        Instant at = scene.at();
        if (scene.account().erased()) {
            return new Decision.Refused(new Refusal.MemberErased());
        }
        if (purchase.statusAt(at) != Purchase.Status.PENDING) {
            return new Decision.Refused(new Refusal.PurchaseNotPending());
        }
        Money left = purchase.leftToActivate();
        Money total = command.total() == null ? left : command.total();
        if (total.isMoreThan(left)) {
            return new Decision.Refused(new Refusal.ActivationExceedsPurchase(left));
        }
        if (purchase.steps() >= EntryKey.Step.MOST) {
            return new Decision.Refused(new Refusal.TooManySteps(EntryKey.Step.MOST));
        }
        Points pending = purchase.pendingAt(at);
        Points some = total.equals(left) ? pending : pending.minus(Pool.kept(pending, left, total));
        ByChannel points = ByChannel.of(purchase.earned().channel(), some);
        Instant lotEnd = scene.program().lotEnd(at);
        Credit credit = Credit.of(
                Lots.of(List.of(new Lot(lotEnd, points))), scene.account().balance());
        List<Pending> changes = some.isZero()
                ? List.of()
                : List.of(new Pending(purchase.earned().activation(), points.negated()));
        return new Draft(scene)
                .add(
                        purchase.operation(),
                        purchase.steps(),
                        credit.from(PENDING),
                        new Fact.Activated(scene.program().version(), total, changes, credit.lotChanges(), lotEnd))
                .accepted();
    }

    /**
     * Goods came back: what they had earned is taken back, and what had paid for them is given back.
     *
     * @param then the program that the purchase was decided by
     */
    public static Decision refund(Scene scene, Purchase purchase, Command.Refund refund, Program then) {
        if (purchase.voided()) {
            return new Decision.Refused(new Refusal.OperationVoided());
        }
        Optional<Refusal> early = tooFarAhead(refund.occurredAt(), scene.now());
        if (early.isPresent() && !refund.offline()) {
            return new Decision.Refused(early.get());
        }
        Optional<List<Pool>> back = Refunding.pools(purchase, refund, then);
        if (back.isEmpty()) {
            return new Decision.Refused(new Refusal.RefundExceedsPurchase(purchase.leftToRefund()));
        }
        Points due = back.get().stream().map(Pool::points).reduce(Points.ZERO, Points::plus);
        Map<Redemption, Points> restoring =
                refund.restorePoints() ? Refunding.restoring(scene, purchase, refund.total()) : Map.of();
        return taking(
                scene,
                purchase,
                due,
                restoring,
                (clawback, restored) -> new Fact.ClawedBack(
                        scene.program().version(),
                        refund.total(),
                        refund.occurredAt(),
                        back.get(),
                        clawback,
                        restored,
                        early.isPresent()));
    }

    /** A purchase never happened: all its points are taken back, and all that had paid for it is given back. */
    public static Decision voided(Scene scene, Purchase purchase) {
        if (purchase.voided()) {
            return new Decision.Unchanged();
        }
        if (purchase.refunds() > 0) {
            return new Decision.Refused(new Refusal.PurchaseRefunded());
        }
        Map<Redemption, Points> restoring = new LinkedHashMap<>();
        for (Redemption redemption : scene.redemptions().reversed()) {
            restoring.put(redemption, redemption.left().total());
        }
        return taking(
                scene,
                purchase,
                purchase.earned().earned(),
                restoring,
                (clawback, restored) -> new Fact.PurchaseVoided(
                        scene.program().version(),
                        purchase.earned().total(),
                        purchase.earned().channel(),
                        clawback,
                        restored,
                        scene.account().firsts().endedBy(purchase.earned().channel())));
    }

    private interface Undoing {
        Fact fact(Fact.Clawback clawback, Points restored);
    }

    /** Of a member who was erased nothing can be taken, and nothing can be given back. */
    private static Decision taking(
            Scene scene, Purchase purchase, Points due, Map<Redemption, Points> restoring, Undoing undoing) {
        boolean erased = scene.account().erased();
        Draft draft = new Draft(scene);
        Points restored = Points.ZERO;
        for (Map.Entry<Redemption, Points> one :
                erased ? Map.<Redemption, Points>of().entrySet() : restoring.entrySet()) {
            if (!one.getValue().isZero()) {
                if (one.getKey().steps() >= EntryKey.Step.MOST) {
                    return new Decision.Refused(new Refusal.TooManySteps(EntryKey.Step.MOST));
                }
                restored = restored.plus(one.getValue());
                DecideRedemption.restore(scene, draft, one.getKey(), one.getValue(), purchase.operation());
            }
        }
        if (purchase.steps() >= EntryKey.Step.MOST) {
            return new Decision.Refused(new Refusal.TooManySteps(EntryKey.Step.MOST));
        }
        Fact.Clawback clawback = Clawing.of(purchase, draft.account(), erased ? Points.ZERO : due, scene.at());
        return draft.add(
                        purchase.operation(),
                        purchase.steps(),
                        Clawing.postings(clawback),
                        undoing.fact(clawback, restored))
                .accepted();
    }

    /** What is to be said against something that, as its source says, happened then. */
    public static Optional<Refusal> tooFarAhead(Instant occurredAt, Instant now) {
        Instant latest = now.plus(CLOCKS_MAY_DIFFER);
        return occurredAt.isAfter(latest) ? Optional.of(new Refusal.TooFarAhead(latest)) : Optional.empty();
    }
}
