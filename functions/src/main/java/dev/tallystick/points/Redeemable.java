package dev.tallystick.points;

/**
 * The most points that can pay for a purchase.
 *
 * @param points zero where not even the program's minimum can be redeemed
 * @param limitedBy what keeps it from being more
 */
public record Redeemable(Points points, Money value, LimitedBy limitedBy) {

    /** What keeps it from being more. */
    public enum LimitedBy {
        /** The member has no more. */
        BALANCE,
        /** More would be worth more than the goods. */
        TOTAL,
        /** What there is lies below the least that the program redeems. */
        MINIMUM,
        /** Here none can be spent without a member code, or one that was not spent with yet. */
        MEMBER_CODE
    }

    /** What a member who is served here can spend on goods of this total, once a code is shown where one is needed. */
    public static Redeemable on(Money total, Account account, Program program, Counter counter) {
        Redeemable found = on(total, account.balance(), program);
        Long step = counter.codeStep();
        boolean lacking = step == null
                ? program.redeem().codeNeeded().in(counter.channel())
                : account.usedSteps().has(step);
        return lacking && found.limitedBy != LimitedBy.MINIMUM
                ? new Redeemable(found.points, found.value, LimitedBy.MEMBER_CODE)
                : found;
    }

    /** What a member with this balance can spend on goods of this total. */
    public static Redeemable on(Money total, Balance balance, Program program) {
        Program.Redeem rules = program.redeem();
        long covering = Points.floor(
                rules.amount().minorUnits(), total.minorUnits(), rules.points().value());
        long available = balance.available().value();
        long most = Math.min(covering, available);
        long inSteps = most - most % rules.step().value();
        if (inSteps < rules.minimum().value()) {
            return new Redeemable(Points.ZERO, Money.ZERO, LimitedBy.MINIMUM);
        }
        Points points = Points.of(inSteps);
        return new Redeemable(
                points, program.valueOf(points), available <= covering ? LimitedBy.BALANCE : LimitedBy.TOTAL);
    }
}
