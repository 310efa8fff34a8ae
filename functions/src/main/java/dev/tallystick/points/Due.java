package dev.tallystick.points;

import java.time.Instant;
import java.util.List;

/** Something that time does to an account. */
sealed interface Due {

    Instant at();

    /** Which of several things due at one instant comes first. */
    int order();

    /** The entry that it makes; {@code account} is as everything due before has left it. */
    Entry entry(Account account);

    /** A hold expires; what it took is given back. */
    record HoldExpiry(OpenHold hold) implements Due {

        @Override
        public Instant at() {
            return hold.expiresAt();
        }

        @Override
        public int order() {
            return 0;
        }

        @Override
        public Entry entry(Account account) {
            Credit credit = Credit.of(hold.taken().landingAt(at(), hold.graceEnd()), account.balance());
            return account.entry(
                    new EntryKey.Step(hold.redemption(), hold.nextStep()),
                    account.next(at()),
                    credit.from(LedgerAccount.HELD),
                    new Fact.Released(null, credit.lotChanges()));
        }
    }

    /** The day of pending points has come. */
    record DayCome(Activation.OnDay day) implements Due {

        @Override
        public Instant at() {
            return day.activatesAt();
        }

        @Override
        public int order() {
            return 1;
        }

        @Override
        public Entry entry(Account account) {
            Pending all = new Pending(day, account.pending().of(day));
            Credit credit = Credit.of(new Lots(List.of(new Lot(day.lotEnd(), all.points()))), account.balance());
            return account.entry(
                    new EntryKey.Activation(account.member(), day.activatesAt(), day.lotEnd()),
                    account.next(at()),
                    credit.from(LedgerAccount.PENDING),
                    new Fact.Activated(null, null, List.of(all.negated()), credit.lotChanges(), day.lotEnd()));
        }
    }

    /** A lot has ended; what is in it expires. */
    record LotEnd(Lot lot) implements Due {

        @Override
        public Instant at() {
            return lot.endsAt();
        }

        @Override
        public int order() {
            return 2;
        }

        @Override
        public Entry entry(Account account) {
            return account.entry(
                    new EntryKey.Expiry(account.member(), lot.endsAt()),
                    account.next(at()),
                    Postings.move(Points.of(lot.total()), LedgerAccount.AVAILABLE, LedgerAccount.EXPIRED),
                    new Fact.Expired(lot));
        }
    }
}
