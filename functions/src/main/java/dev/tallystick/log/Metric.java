package dev.tallystick.log;

/** Everything that functions count, as CloudWatch names it. The dashboard and the alarms rest on these names. */
public enum Metric {
    /** Purchases recorded, by channel. */
    PURCHASES("Purchases"),
    /** Members enrolled, by channel. */
    MEMBERS("Members"),
    /** Points issued, by channel. */
    POINTS_EARNED("PointsEarned"),
    /** Points taken back for what was returned or voided, by channel. */
    POINTS_CLAWED_BACK("PointsClawedBack"),
    /** Points spent, by channel. */
    POINTS_REDEEMED("PointsRedeemed"),
    /** Points given back of what was spent, by channel. */
    POINTS_GIVEN_BACK("PointsGivenBack"),
    /** Points added (or, below zero, taken) by hand, by channel. */
    POINTS_ADJUSTED("PointsAdjusted"),
    /** Points of members who were erased, by channel. */
    POINTS_FORFEITED("PointsForfeited"),
    /** Points whose time was over; of no channel. */
    POINTS_EXPIRED("PointsExpired"),
    /** Operations that were recorded, by channel. */
    COMMITS("Commits"),
    /** Times that they were tried, by channel: one more for each time that somebody else wrote meanwhile. */
    ATTEMPTS("Attempts"),
    /** Times that somebody else wrote meanwhile, by channel. */
    CONFLICTS("Conflicts"),
    /** Requests and rows of batches that repeated an earlier one, by channel. */
    REPLAYS("Replays"),
    /** Requests and rows of batches that were refused, by channel and code. */
    REFUSALS("Refusals"),
    /** Requests that were answered 503. */
    BUSY("Busy"),
    /** Requests that were answered 500. */
    SERVER_FAULTS("ServerFaults"),
    /** Entries that went through the relay or a consumer, by function. */
    ENTRIES("Entries"),
    /** Messages that a consumer could not take this time, by function. */
    MESSAGES_FAILED("MessagesFailed");

    private final String label;

    Metric(String label) {
        this.label = label;
    }

    /** Its name in CloudWatch. */
    public String label() {
        return label;
    }
}
