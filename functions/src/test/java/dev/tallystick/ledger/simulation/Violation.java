package dev.tallystick.ledger.simulation;

/** Something that must never be. */
record Violation(Rule rule, String what) {

    /** What must always hold. */
    enum Rule {
        ENTRIES_NEVER_CHANGE,
        STEPS_HAVE_NO_GAP,
        SEQ_HAS_NO_GAP,
        AT_NEVER_GOES_BACK,
        POSTINGS_SUM_TO_ZERO,
        BALANCE_FOLLOWS_FROM_POSTINGS,
        NEVER_BOTH_AVAILABLE_AND_DEBT,
        ACCOUNT_IS_ITS_ENTRIES,
        TRIAL_BALANCE_IS_ZERO,
        WHAT_IS_DUE_COMES_FIRST,
        KEPT_POINTS_FOLLOW_THE_FORMULA,
        NO_MORE_COMES_BACK_THAN_WAS_BOUGHT,
        A_HOLD_ENDS_ONCE,
        NOTHING_STAYS_HELD,
        A_REDEMPTION_PAYS_ONCE,
        NO_MORE_GIVEN_BACK_THAN_TAKEN,
        NOTHING_FOLLOWS_A_VOID,
        WHAT_WAS_ACKNOWLEDGED_IS_THERE,
        WHAT_WAS_REFUSED_LEFT_NOTHING,
        A_REPLAY_ANSWERS_THE_SAME,
        A_REFUSAL_NEVER_HIDES_A_REPLAY,
        ONE_REQUEST_WRITES_AN_ENTRY,
        A_FAULT_OF_THE_STORE_IS_THE_ONLY_ONE,
        EVERYONE_IS_ANSWERED,
        NOTHING_STAYS_DUE,
        NOTHING_PERSONAL_IS_LEFT
    }

    @Override
    public String toString() {
        return rule + ": " + what;
    }
}
