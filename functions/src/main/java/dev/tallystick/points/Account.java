package dev.tallystick.points;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a member has: the sum of its entries.
 *
 * @param version counts the commits that changed it
 * @param seq number of its last entry, 0 before the first
 * @param lastAt {@code at} of its last entry
 * @param balance keeps {@link Invariant#AVAILABLE_IS_THE_SUM_OF_LOTS}
 * @param firsts when the first purchase in each channel happened
 */
public record Account(
        MemberId member,
        long version,
        long seq,
        Instant lastAt,
        Instant enrolledAt,
        Balance balance,
        Lots lots,
        TierMonths tierMonths,
        FirstPurchases firsts) {

    public Account {
        Invariant.AVAILABLE_IS_THE_SUM_OF_LOTS.hold(balance.available().equals(lots.total()));
    }

    /** When the member first bought in each channel, as the source told; absent until then. */
    public record FirstPurchases(
            @Nullable Instant online, @Nullable Instant inStore) {

        public static final FirstPurchases NONE = new FirstPurchases(null, null);

        /** What a purchase in this channel is the first of. In the office's name nothing is. */
        Fact.Firsts seenFrom(Channel channel) {
            boolean first = online == null && inStore == null;
            return switch (channel) {
                case ONLINE -> new Fact.Firsts(first, online == null, inStore);
                case IN_STORE -> new Fact.Firsts(first, inStore == null, online);
                case OFFICE -> new Fact.Firsts(false, false, null);
            };
        }

        FirstPurchases after(Channel channel, Instant occurredAt) {
            return switch (channel) {
                case ONLINE -> online == null ? new FirstPurchases(occurredAt, inStore) : this;
                case IN_STORE -> inStore == null ? new FirstPurchases(online, occurredAt) : this;
                case OFFICE -> this;
            };
        }
    }

    /** The account of someone who is not yet a member. */
    static Account before(MemberId member, Instant at) {
        return new Account(member, 0, 0, at, at, Balance.ZERO, Lots.NONE, TierMonths.NONE, FirstPurchases.NONE);
    }

    /** The tier held in the month of an instant. */
    public Fact.Standing standing(Program program, Instant at) {
        Points counted = tierMonths.countedIn(program.monthOf(at));
        return new Fact.Standing(program.tierFor(counted).id(), counted);
    }

    /**
     * What time has done since the last entry, each thing at its own instant: lots that have ended expire. It needs neither the
     * program nor anything else, so that an account is right to the second without anyone sweeping.
     */
    public List<Decision.Accepted> settle(Instant now) {
        List<Decision.Accepted> settled = new ArrayList<>();
        Account account = this;
        for (Lot lot : lots.lots()) {
            if (!lot.endsAt().isAfter(now)) {
                Entry entry = account.entry(
                        account.next(lot.endsAt()),
                        Postings.move(Points.of(lot.total()), LedgerAccount.AVAILABLE, LedgerAccount.EXPIRED),
                        new Fact.Expired(lot));
                account = account.after(entry);
                settled.add(new Decision.Accepted(entry, account));
            }
        }
        return settled;
    }

    /** This account as time has left it. */
    public Account settledAt(Instant now) {
        List<Decision.Accepted> settled = settle(now);
        return settled.isEmpty() ? this : settled.getLast().next();
    }

    /** An instant for the next entry: now, or that of the last entry where this clock is behind. */
    Instant next(Instant now) {
        return now.isBefore(lastAt) ? lastAt : now;
    }

    /** The next entry of this account. */
    Entry entry(Instant at, Postings postings, Fact fact) {
        return new Entry(member, seq + 1, at, postings, balance.after(postings), fact);
    }

    /** This account after its next entry. */
    public Account after(Entry entry) {
        Invariant.SEQ_HAS_NO_GAP.hold(entry.seq() == seq + 1);
        Invariant.AT_NEVER_GOES_BACK.hold(!entry.at().isBefore(lastAt));
        Invariant.BALANCE_FOLLOWS_FROM_POSTINGS.hold(entry.balanceAfter().equals(balance.after(entry.postings())));
        TierMonths nextMonths = switch (entry.fact()) {
            case Fact.Earned earned -> tierMonths.plus(earned.tierMonth(), earned.earned());
            case Fact.Enrolled _, Fact.Redeemed _, Fact.Expired _, Fact.Adjusted _ -> tierMonths;
        };
        FirstPurchases nextFirsts = switch (entry.fact()) {
            case Fact.Earned earned -> firsts.after(earned.channel(), earned.occurredAt());
            case Fact.Enrolled _, Fact.Redeemed _, Fact.Expired _, Fact.Adjusted _ -> firsts;
        };
        return new Account(
                member,
                version + 1,
                entry.seq(),
                entry.at(),
                enrolledAt,
                entry.balanceAfter(),
                lots.after(entry.fact().lotChanges()),
                nextMonths,
                nextFirsts);
    }
}
