package dev.tallystick.points;

import static dev.tallystick.points.LedgerAccount.ADJUSTED;
import static dev.tallystick.points.LedgerAccount.AVAILABLE;
import static dev.tallystick.points.LedgerAccount.DEBT;
import static dev.tallystick.points.LedgerAccount.FORFEITED;
import static dev.tallystick.points.LedgerAccount.HELD;
import static dev.tallystick.points.LedgerAccount.PENDING;

import java.time.Instant;
import java.util.List;

/**
 * What a command comes to, as a function of the account, the program and the time: here for members themselves, in
 * {@link DecidePurchase} and {@link DecideRedemption} for what they do. Nowhere else do points change.
 */
public final class Decide {

    private Decide() {}

    /** A new member's first entry. */
    public static Decision.Accepted enrol(OperationKey enrolment, MemberId member, Program program, Instant now) {
        Scene scene = new Scene(Account.before(member, now), enrolment, List.of(), program, now);
        return new Draft(scene)
                .add(
                        enrolment,
                        0,
                        Postings.NONE,
                        new Fact.Enrolled(program.version(), scene.account().standing(program, now)))
                .accepted();
    }

    /** A correction by hand. What is given lies in the lot of points that become active now. */
    public static Decision adjust(Scene scene, Command.Adjust command) {
        return command.points() > 0 ? give(scene, command) : take(scene, command);
    }

    private static Decision give(Scene scene, Command.Adjust command) {
        Lot given = Lot.earned(scene.program().lotEnd(scene.at()), command.channel(), Points.of(command.points()));
        Credit credit = Credit.of(new Lots(List.of(given)), scene.account().balance());
        return adjusted(scene, command, credit.from(ADJUSTED), credit.lotChanges());
    }

    private static Decision take(Scene scene, Command.Adjust command) {
        Points points = Points.of(Math.negateExact(command.points()));
        if (points.isMoreThan(scene.account().balance().available())) {
            return new Decision.Refused(
                    new Refusal.InsufficientPoints(scene.account().balance()));
        }
        return adjusted(
                scene,
                command,
                Postings.move(points, AVAILABLE, ADJUSTED),
                scene.account().lots().oldest(points).taken());
    }

    private static Decision adjusted(Scene scene, Command.Adjust command, Postings postings, List<Lot> lots) {
        return new Draft(scene)
                .add(
                        scene.operation(),
                        0,
                        postings,
                        new Fact.Adjusted(scene.program().version(), command.points(), command.reasonCode(), lots))
                .accepted();
    }

    /**
     * A member is to be forgotten: everything that is there is forfeited, debt is written off, pending points and holds end.
     * It is one entry, and happens once.
     */
    public static Decision erase(Account account, Program program, Instant now) {
        if (account.erased()) {
            return new Decision.Unchanged();
        }
        Balance balance = account.balance();
        Postings postings = Postings.move(balance.available(), AVAILABLE, FORFEITED)
                .plus(Postings.move(balance.held(), HELD, FORFEITED))
                .plus(Postings.move(balance.pending(), PENDING, FORFEITED))
                .plus(Postings.move(balance.debt(), FORFEITED, DEBT));
        Entry entry = account.entry(
                new EntryKey.Erasure(account.member()),
                account.next(now),
                postings,
                new Fact.Forfeited(
                        program.version(),
                        account.lots().taken(),
                        account.pending().taken()));
        return new Decision.Accepted(List.of(entry), account.after(entry));
    }
}
