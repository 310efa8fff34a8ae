package dev.tallystick.points;

/** An account that postings move points between: four of a member, five of the program. */
public enum LedgerAccount {
    AVAILABLE(true),
    HELD(true),
    PENDING(true),
    DEBT(true),
    ISSUED(false),
    REDEEMED(false),
    EXPIRED(false),
    ADJUSTED(false),
    FORFEITED(false);

    private final boolean ofMember;

    LedgerAccount(boolean ofMember) {
        this.ofMember = ofMember;
    }

    /** Whether it belongs to a member; the sum of those is what the retailer owes. */
    public boolean ofMember() {
        return ofMember;
    }
}
