package dev.tallystick.points;

import java.time.Instant;
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

    /**
     * What a redemption gives back: points that the member had not had pay debt before all others, and those of them that
     * find none lie with what comes from lots that have ended.
     */
    static Credit of(Taken back, Instant at, Instant graceEnd, Balance balance) {
        Points owed = Points.of(back.owed().total());
        Points absorbed = balance.debt().atMost(owed);
        ByChannel rest = back.owed().part(owed.minus(absorbed).value());
        Lots landed = back.lots().landingAt(at, graceEnd).after(List.of(new Lot(graceEnd, rest)));
        Points paid = balance.debt().minus(absorbed).atMost(landed.total());
        return new Credit(absorbed.plus(paid), landed.after(landed.oldest(paid).taken()));
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
