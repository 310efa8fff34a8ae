package dev.tallystick.insight;

/** What is counted of a business day at a source. */
enum Figure {
    PURCHASES("purchases", false),
    TOTAL("total", true),
    REFUNDS("refunds", false),
    EARNED("earned", false),
    CLAWED_BACK("clawedBack", false),
    REDEEMED("redeemed", false),
    REDEEMED_EARNED_ONLINE("redeemedEarnedOnline", false),
    REDEEMED_EARNED_IN_STORE("redeemedEarnedInStore", false),
    VALUE("value", true),
    NEW_MEMBERS("newMembers", false),
    FIRST_PURCHASES("firstPurchases", false),
    CROSSED_OVER("crossedOver", false);

    private final String label;
    private final boolean money;

    Figure(String label, boolean money) {
        this.label = label;
        this.money = money;
    }

    /** Its name in the table and in answers. */
    String label() {
        return label;
    }

    /** Whether it is an amount, in minor units. */
    boolean money() {
        return money;
    }
}
