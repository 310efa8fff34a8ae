package dev.tallystick.points;

/** Which parts of a purchase earn nothing. */
final class Exclusion {

    private Exclusion() {}

    static boolean excludes(Program.Earn rules, Command.Line line) {
        return line.category() != null && rules.excludedCategories().contains(line.category());
    }

    static boolean excludes(Program.Earn rules, Command.Charge charge) {
        return rules.excludedCharges().contains(charge.kind());
    }

    /** The total less what is excluded, not below zero. */
    static Money eligible(Command.RecordPurchase purchase, Program.Earn rules) {
        Money excluded = Money.ZERO;
        for (Command.Line line : purchase.lines()) {
            excluded = excludes(rules, line) ? excluded.plus(line.amount()) : excluded;
        }
        for (Command.Charge charge : purchase.charges()) {
            excluded = excludes(rules, charge) ? excluded.plus(charge.amount()) : excluded;
        }
        return purchase.total().minus(excluded).orZeroIfNegative();
    }
}
