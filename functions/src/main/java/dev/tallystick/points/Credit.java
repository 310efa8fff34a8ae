package dev.tallystick.points;

import java.util.List;

/**
 * Points on their way to available: they pay debt first, from the oldest lots of what is credited.
 *
 * @param paid debt that they pay
 * @param kept what becomes available
 */
record Credit(Points paid, Lots kept) {

    static Credit of(Lots credited, Balance balance) {
        Points paid = balance.debt().atMost(credited.total());
        return new Credit(paid, credited.after(credited.oldest(paid).taken()));
    }

    /** The postings that bring them out of an account. */
    Postings from(LedgerAccount account) {
        return Postings.move(paid, account, LedgerAccount.DEBT)
                .plus(Postings.move(kept.total(), account, LedgerAccount.AVAILABLE));
    }

    List<Lot> lotChanges() {
        return kept.lots();
    }
}
