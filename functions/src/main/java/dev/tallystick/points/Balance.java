package dev.tallystick.points;

/** A member's four sums; debt is shown positive. */
public record Balance(Points available, Points held, Points pending, Points debt) {

    public static final Balance ZERO = new Balance(Points.ZERO, Points.ZERO, Points.ZERO, Points.ZERO);

    public Balance {
        Invariant.NEVER_BOTH_AVAILABLE_AND_DEBT.hold(available.isZero() || debt.isZero());
    }

    /** The sums after an entry. */
    Balance after(Postings postings) {
        return new Balance(
                Points.of(Math.addExact(available.value(), postings.of(LedgerAccount.AVAILABLE))),
                Points.of(Math.addExact(held.value(), postings.of(LedgerAccount.HELD))),
                Points.of(Math.addExact(pending.value(), postings.of(LedgerAccount.PENDING))),
                Points.of(Math.subtractExact(debt.value(), postings.of(LedgerAccount.DEBT))));
    }
}
