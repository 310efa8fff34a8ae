package dev.tallystick.demo;

/**
 * What was played and acknowledged.
 *
 * @param customersInBothChannels who bought online and in a store
 * @param valueCents worth of the points redeemed
 */
public record Played(
        Count enrolments,
        Count purchases,
        Count redemptions,
        long customersInBothChannels,
        long pointsEarned,
        long pointsRedeemed,
        long valueCents) {

    static final Played NOTHING = new Played(Count.NONE, Count.NONE, Count.NONE, 0, 0, 0, 0);

    static Played enrolment(Answer answer) {
        return new Played(Count.of(answer), Count.NONE, Count.NONE, 0, 0, 0, 0);
    }

    static Played purchase(Answer answer, long pointsEarned) {
        return new Played(Count.NONE, Count.of(answer), Count.NONE, 0, pointsEarned, 0, 0);
    }

    static Played redemption(Answer answer, long pointsRedeemed, long valueCents) {
        return new Played(Count.NONE, Count.NONE, Count.of(answer), 0, 0, pointsRedeemed, valueCents);
    }

    static Played inBothChannels(long customers) {
        return new Played(Count.NONE, Count.NONE, Count.NONE, customers, 0, 0, 0);
    }

    Played plus(Played more) {
        return new Played(
                enrolments.plus(more.enrolments),
                purchases.plus(more.purchases),
                redemptions.plus(more.redemptions),
                customersInBothChannels + more.customersInBothChannels,
                pointsEarned + more.pointsEarned,
                pointsRedeemed + more.pointsRedeemed,
                valueCents + more.valueCents);
    }

    /** Each operation that is acknowledged is one entry of the ledger. */
    public long entries() {
        return all().acknowledged();
    }

    /** Whether everything had been played before. */
    public boolean isAllReplayed() {
        return all().acknowledged() == all().replayed();
    }

    private Count all() {
        return enrolments.plus(purchases).plus(redemptions);
    }
}
