package dev.tallystick.points;

import static dev.tallystick.points.LedgerAccount.ADJUSTED;
import static dev.tallystick.points.LedgerAccount.AVAILABLE;
import static dev.tallystick.points.LedgerAccount.ISSUED;
import static dev.tallystick.points.LedgerAccount.REDEEMED;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What a command comes to, as a function of the account, the program and the time. The only place where points change. */
public final class Decide {

    /** A till's clock may be this far ahead of ours. */
    static final Duration CLOCKS_MAY_DIFFER = Duration.ofDays(1);

    private Decide() {}

    /** A new member's first entry. */
    public static Decision.Accepted enrol(MemberId member, Program program, Instant now) {
        Account before = Account.before(member, now);
        Entry entry =
                before.entry(now, Postings.NONE, new Fact.Enrolled(program.version(), before.standing(program, now)));
        return new Decision.Accepted(entry, before.after(entry));
    }

    /** What a purchase earns. */
    public static Decision purchase(Account account, Command.RecordPurchase purchase, Program program, Instant now) {
        Instant latest = now.plus(CLOCKS_MAY_DIFFER);
        if (purchase.occurredAt().isAfter(latest)) {
            return new Decision.Refused(new Refusal.TooFarAhead(latest));
        }
        Instant at = account.next(now);
        Fact.Standing before = account.standing(program, at);
        Fact.Firsts firsts = account.firsts().seenFrom(purchase.channel());
        Basket basket = new Basket(purchase, program.earn());
        List<EarnRule> rules = EarnRule.of(purchase, program, program.tierFor(before.points()), firsts);
        List<Fact.RuleShare> breakdown = basket.breakdown(rules, program.earn());
        Points earned =
                Points.of(breakdown.stream().mapToLong(Fact.RuleShare::points).reduce(0, Math::addExact));
        if (earned.value() > Points.MAXIMUM) {
            return new Decision.Refused(new Refusal.TooManyPoints(Points.of(Points.MAXIMUM)));
        }
        Points tierPoints = before.points().plus(earned);
        Fact.Earned fact = new Fact.Earned(
                program.version(),
                purchase.total(),
                basket.eligible(),
                purchase.occurredAt(),
                purchase.channel(),
                breakdown,
                basket.pools(rules, breakdown),
                earned.isZero() ? List.of() : List.of(Lot.earned(program.lotEnd(at), purchase.channel(), earned)),
                before,
                new Fact.Standing(program.tierFor(tierPoints).id(), tierPoints),
                program.monthOf(at),
                firsts);
        return accept(account, account.entry(at, Postings.move(earned, ISSUED, AVAILABLE), fact));
    }

    /** Spending points at once. */
    public static Decision redeem(Account account, Command.RedeemPoints command, Program program, Instant now) {
        Points points = command.points();
        Program.Redeem rules = program.redeem();
        if (rules.minimum().isMoreThan(points)) {
            return new Decision.Refused(new Refusal.BelowMinimum(rules.minimum()));
        }
        if (points.value() % rules.step().value() != 0) {
            return new Decision.Refused(new Refusal.NotAStep(rules.step()));
        }
        if (points.isMoreThan(account.balance().available())) {
            return new Decision.Refused(new Refusal.InsufficientPoints(account.balance()));
        }
        Fact.Redeemed fact = new Fact.Redeemed(
                program.version(),
                points,
                program.valueOf(points),
                account.lots().taking(points));
        return accept(account, account.entry(account.next(now), Postings.move(points, AVAILABLE, REDEEMED), fact));
    }

    /** A correction by hand. What is given lies in the lot of points that become active now. */
    public static Decision adjust(Account account, Command.Adjust command, Program program, Instant now) {
        Instant at = account.next(now);
        Points points = Points.of(Math.abs(command.points()));
        boolean giving = command.points() > 0;
        if (!giving && points.isMoreThan(account.balance().available())) {
            return new Decision.Refused(new Refusal.InsufficientPoints(account.balance()));
        }
        Postings postings =
                giving ? Postings.move(points, ADJUSTED, AVAILABLE) : Postings.move(points, AVAILABLE, ADJUSTED);
        List<Lot> lots = giving
                ? List.of(Lot.earned(program.lotEnd(at), command.channel(), points))
                : account.lots().taking(points);
        return accept(
                account,
                account.entry(
                        at,
                        postings,
                        new Fact.Adjusted(program.version(), command.points(), command.reasonCode(), lots)));
    }

    private static Decision accept(Account account, Entry entry) {
        return new Decision.Accepted(entry, account.after(entry));
    }
}
