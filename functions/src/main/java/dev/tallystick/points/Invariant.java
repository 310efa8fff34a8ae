package dev.tallystick.points;

/**
 * What must always hold, numbered as in docs/ledger.md and checked in production before every commit: a broken one stops
 * the command, and nothing is written.
 */
public enum Invariant {
    POSTINGS_SUM_TO_ZERO(1),
    AVAILABLE_IS_THE_SUM_OF_LOTS(2),
    BALANCE_FOLLOWS_FROM_POSTINGS(3),
    POINTS_NEVER_NEGATIVE(4),
    NEVER_BOTH_AVAILABLE_AND_DEBT(5),
    SEQ_HAS_NO_GAP(6),
    AT_NEVER_GOES_BACK(7),
    POOLS_ADD_UP(8),
    LOTS_ARE_BOUNDED(9),
    HELD_IS_THE_SUM_OF_OPEN_HOLDS(10),
    PENDING_IS_THE_SUM_OF_WHAT_WAITS(11),
    HOLDS_ARE_BOUNDED(12),
    PENDING_DAYS_ARE_BOUNDED(13),
    STEPS_HAVE_NO_GAP(14),
    KEPT_POINTS_FOLLOW_THE_FORMULA(15),
    NO_MORE_GIVEN_BACK_THAN_TAKEN(16),
    SPENT_IS_HAD_OR_OWED(17),
    A_CODE_IS_SPENT_ONCE(18),
    ERASED_HAVE_NOTHING(19);

    private final int number;

    Invariant(int number) {
        this.number = number;
    }

    /** Its number in docs/ledger.md. */
    public int number() {
        return number;
    }

    /** @throws Broken when the condition is false */
    public void hold(boolean condition) {
        if (!condition) {
            throw new Broken(this);
        }
    }

    /** A fault of ours: the books would have been wrong. */
    public static final class Broken extends IllegalStateException {

        private Broken(Invariant invariant) {
            super("invariant " + invariant.number + " does not hold: " + invariant);
        }
    }
}
