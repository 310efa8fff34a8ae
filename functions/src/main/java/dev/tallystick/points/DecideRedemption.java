package dev.tallystick.points;

import static dev.tallystick.points.LedgerAccount.AVAILABLE;
import static dev.tallystick.points.LedgerAccount.DEBT;
import static dev.tallystick.points.LedgerAccount.HELD;
import static dev.tallystick.points.LedgerAccount.REDEEMED;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What becomes of redemptions: points spent at once or held, extended, captured, released, reversed, voided. */
public final class DecideRedemption {

    private DecideRedemption() {}

    /** Spending points at once; what an offline till spent beyond what there is becomes debt. */
    public static Decision redeem(Scene scene, Command.RedeemPoints command) {
        Points points = command.points();
        Optional<Refusal> refusal = refusal(scene, points, command.offline());
        if (refusal.isPresent()) {
            return new Decision.Refused(refusal.get());
        }
        Points had = points.atMost(scene.account().balance().available());
        Points owed = points.minus(had);
        Fact.Redeemed fact = new Fact.Redeemed(
                scene.program().version(),
                command.channel(),
                points,
                scene.program().valueOf(points),
                scene.account().lots().oldest(had).taken(),
                ByChannel.of(command.channel(), owed),
                scene.counter().codeStep());
        return new Draft(scene)
                .add(
                        scene.operation(),
                        0,
                        Postings.move(had, AVAILABLE, REDEEMED).plus(Postings.move(owed, DEBT, REDEEMED)),
                        fact)
                .accepted();
    }

    /** Reserving points. */
    public static Decision hold(Scene scene, Command.HoldPoints command) {
        if (scene.account().hold(scene.operation()).isPresent()) {
            return new Decision.Refused(
                    new Refusal.OperationIdReused(scene.account().lastAt(), null));
        }
        Program program = scene.program();
        Duration lasting = command.lasting() == null ? program.hold().usual() : command.lasting();
        if (lasting.compareTo(program.hold().longest()) > 0) {
            return new Decision.Refused(
                    new Refusal.HoldTooLong("/hold/expiresIn", program.hold().longest()));
        }
        Points points = command.points();
        Optional<Refusal> refusal = refusal(scene, points, false);
        if (refusal.isPresent()) {
            return new Decision.Refused(refusal.get());
        }
        if (scene.account().holds().size() >= OpenHold.MOST) {
            return new Decision.Refused(new Refusal.TooManyHolds(OpenHold.MOST));
        }
        Instant expiresAt = scene.at().plus(lasting);
        Fact.Held fact = new Fact.Held(
                program.version(),
                points,
                program.valueOf(points),
                expiresAt,
                program.graceEnd(expiresAt),
                scene.account().lots().oldest(points).taken(),
                scene.counter().codeStep());
        return new Draft(scene)
                .add(scene.operation(), 0, Postings.move(points, AVAILABLE, HELD), fact)
                .accepted();
    }

    /**
     * What the program, the member's balance and the limit an hour say against it. The limit is on what happens in an hour;
     * what comes from a till that was offline happened in another.
     */
    private static Optional<Refusal> refusal(Scene scene, Points points, boolean offline) {
        Program.Redeem rules = scene.program().redeem();
        if (rules.minimum().isMoreThan(points)) {
            return Optional.of(new Refusal.BelowMinimum(rules.minimum()));
        }
        if (points.value() % rules.step().value() != 0) {
            return Optional.of(new Refusal.NotAStep(rules.step()));
        }
        Account account = scene.account();
        boolean trusted = offline && rules.isTrustedOffline(points);
        Optional<Refusal> code = codeRefusal(scene, trusted);
        if (code.isPresent()) {
            return code;
        }
        if (points.isMoreThan(account.balance().available()) && !trusted) {
            return Optional.of(new Refusal.InsufficientPoints(account.balance()));
        }
        Integer most = scene.program().limits().redemptionsPerMemberAndHour();
        if (!offline && most != null && account.redeemedHour().in(scene.at()) >= most) {
            return Optional.of(
                    new Refusal.TooManyRedemptions(most, Duration.between(scene.at(), RedeemedHour.endOf(scene.at()))));
        }
        return Optional.empty();
    }

    /** A till that is trusted needs no code; one that was shown all the same must not have been spent with. */
    private static Optional<Refusal> codeRefusal(Scene scene, boolean trusted) {
        Long step = scene.counter().codeStep();
        if (step != null) {
            return scene.account().usedSteps().has(step) ? Optional.of(new Refusal.MemberCodeUsed()) : Optional.empty();
        }
        return !trusted
                        && scene.program()
                                .redeem()
                                .codeNeeded()
                                .in(scene.counter().channel())
                ? Optional.of(new Refusal.MemberCodeNeeded())
                : Optional.empty();
    }

    /** A hold is to last longer, from now; where it lasts as long already, nothing happens. */
    public static Decision extend(Scene scene, Redemption redemption, Command.Extend command) {
        if (scene.account().erased()) {
            return new Decision.Refused(new Refusal.MemberErased());
        }
        if (!redemption.isHeldAt(scene.at())) {
            return new Decision.Refused(new Refusal.RedemptionNotHeld());
        }
        Program program = scene.program();
        if (command.lasting().compareTo(program.hold().longest()) > 0) {
            return new Decision.Refused(
                    new Refusal.HoldTooLong("/expiresIn", program.hold().longest()));
        }
        Instant expiresAt = scene.at().plus(command.lasting());
        if (!redemption.isHeldBefore(expiresAt)) {
            return new Decision.Unchanged();
        }
        if (redemption.extensions() >= Redemption.MOST_EXTENSIONS) {
            return new Decision.Refused(new Refusal.TooManySteps(Redemption.MOST_EXTENSIONS));
        }
        return step(
                scene,
                redemption,
                Postings.NONE,
                new Fact.Extended(program.version(), expiresAt, program.graceEnd(expiresAt)));
    }

    /**
     * Held points are spent; those that are not wanted come back.
     *
     * @param then the program by which they got their value
     */
    public static Decision capture(Scene scene, Redemption redemption, Command.Capture command, Program then) {
        if (scene.account().erased()) {
            return new Decision.Refused(new Refusal.MemberErased());
        }
        if (!redemption.isHeldAt(scene.at())) {
            return new Decision.Refused(new Refusal.RedemptionNotHeld());
        }
        Points held = redemption.points();
        Points captured = command.points() == null ? held : command.points();
        if (captured.isMoreThan(held)) {
            return new Decision.Refused(new Refusal.CaptureExceedsHold(held));
        }
        Taken rest = redemption.left().last(held.minus(captured));
        Credit credit = credit(scene, scene.account(), rest);
        return step(
                scene,
                redemption,
                Postings.move(captured, HELD, REDEEMED).plus(credit.from(HELD)),
                new Fact.Captured(
                        scene.program().version(),
                        scene.counter().channel(),
                        captured,
                        captured.equals(held) ? redemption.value() : then.valueOf(captured),
                        redemption.keeping(captured).byChannel(),
                        credit.lotChanges(),
                        null));
    }

    /** A hold is given up. */
    public static Decision release(Scene scene, Redemption redemption) {
        if (redemption.statusAt(scene.at()) == Redemption.Status.RELEASED) {
            return new Decision.Unchanged();
        }
        if (scene.account().erased()) {
            return new Decision.Refused(new Refusal.MemberErased());
        }
        if (!redemption.isHeldAt(scene.at())) {
            return new Decision.Refused(new Refusal.RedemptionNotHeld());
        }
        Credit credit = credit(scene, scene.account(), redemption.left());
        return step(
                scene,
                redemption,
                credit.from(HELD),
                new Fact.Released(scene.program().version(), credit.lotChanges()));
    }

    /** Points that were spent are given back. */
    public static Decision reverse(Scene scene, Redemption redemption, Command.Reverse command) {
        if (scene.account().erased()) {
            return new Decision.Refused(new Refusal.MemberErased());
        }
        if (redemption.isVoided()) {
            return new Decision.Refused(new Refusal.OperationVoided());
        }
        Points left = redemption.isSpent() ? redemption.left().total() : Points.ZERO;
        Points some = command.points() == null ? left : command.points();
        if (some.isMoreThan(left) || some.isZero()) {
            return new Decision.Refused(new Refusal.ReversalExceedsRedemption(left));
        }
        Taken back = redemption.left().last(some);
        Credit credit = credit(scene, scene.account(), back);
        return step(
                scene,
                redemption,
                credit.from(REDEEMED),
                new Fact.Reversed(
                        scene.program().version(),
                        some,
                        redemption.worth(some),
                        back.byChannel(),
                        spentIn(scene, redemption),
                        credit.lotChanges()));
    }

    /** A redemption never happened: what is held or spent of it is given back. */
    public static Decision voided(Scene scene, Redemption redemption) {
        if (redemption.isVoided()) {
            return new Decision.Unchanged();
        }
        if (scene.account().erased()) {
            return new Decision.Refused(new Refusal.MemberErased());
        }
        if (!redemption.reversed().isZero()) {
            return new Decision.Refused(new Refusal.RedemptionReversed());
        }
        boolean held = redemption.isHeldAt(scene.at());
        Taken back = held || redemption.isSpent() ? redemption.left() : Taken.NONE;
        Credit credit = credit(scene, scene.account(), back);
        return step(
                scene,
                redemption,
                credit.from(held ? HELD : REDEEMED),
                new Fact.RedemptionVoided(
                        scene.program().version(),
                        back.total(),
                        held ? Money.ZERO : redemption.worth(back.total()),
                        held ? ByChannel.NONE : back.byChannel(),
                        spentIn(scene, redemption),
                        credit.lotChanges()));
    }

    /** Adds to a draft that goods came back for which a redemption had paid. */
    static void restore(Scene scene, Draft draft, Redemption redemption, Points some, OperationKey purchase) {
        Taken back = redemption.left().last(some);
        Credit credit = credit(scene, draft.account(), back);
        draft.add(
                redemption.operation(),
                redemption.steps(),
                credit.from(REDEEMED),
                new Fact.Restored(
                        scene.program().version(),
                        some,
                        redemption.worth(some),
                        back.byChannel(),
                        spentIn(scene, redemption),
                        credit.lotChanges(),
                        purchase));
    }

    /** Where it was spent; of one that never was, nothing is counted anywhere. */
    private static Channel spentIn(Scene scene, Redemption redemption) {
        return redemption.spentIn() == null ? scene.counter().channel() : redemption.spentIn();
    }

    /** Points go back to their lots, or to another where theirs have ended or they never lay in one. */
    private static Credit credit(Scene scene, Account account, Taken back) {
        return Credit.of(back, scene.at(), scene.program().graceEnd(scene.at()), account.balance());
    }

    private static Decision step(Scene scene, Redemption redemption, Postings postings, Fact fact) {
        if (redemption.steps() >= EntryKey.Step.MOST) {
            return new Decision.Refused(new Refusal.TooManySteps(EntryKey.Step.MOST));
        }
        return new Draft(scene)
                .add(redemption.operation(), redemption.steps(), postings, fact)
                .accepted();
    }
}
