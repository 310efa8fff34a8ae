package dev.tallystick.points;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a member has: the sum of its entries.
 *
 * @param seq number of its last entry, 0 before the first
 * @param lastAt {@code at} of its last entry
 * @param balance keeps {@link Invariant#AVAILABLE_IS_THE_SUM_OF_LOTS}, {@link Invariant#HELD_IS_THE_SUM_OF_OPEN_HOLDS} and
 *     {@link Invariant#PENDING_IS_THE_SUM_OF_WHAT_WAITS}
 * @param holds open ones
 * @param firsts when the first purchase in each channel happened
 * @param earnedDays for the limit a day
 * @param redeemedHour for the limit an hour
 * @param usedSteps of the member codes that were spent with
 * @param erased whether it is nobody's any more: then nothing is there ({@link Invariant#ERASED_HAVE_NOTHING})
 */
public record Account(
        MemberId member,
        long seq,
        Instant lastAt,
        Instant enrolledAt,
        Balance balance,
        Lots lots,
        PendingPoints pending,
        List<OpenHold> holds,
        TierMonths tierMonths,
        FirstPurchases firsts,
        EarnedDays earnedDays,
        RedeemedHour redeemedHour,
        UsedSteps usedSteps,
        boolean erased) {

    public Account {
        holds = List.copyOf(holds);
        Invariant.AVAILABLE_IS_THE_SUM_OF_LOTS.hold(balance.available().equals(lots.total()));
        Invariant.PENDING_IS_THE_SUM_OF_WHAT_WAITS.hold(balance.pending().equals(pending.total()));
        Invariant.HELD_IS_THE_SUM_OF_OPEN_HOLDS.hold(
                balance.held().equals(holds.stream().map(OpenHold::points).reduce(Points.ZERO, Points::plus)));
        Invariant.HOLDS_ARE_BOUNDED.hold(holds.size() <= OpenHold.MOST);
        Invariant.ERASED_HAVE_NOTHING.hold(!erased || balance.equals(Balance.ZERO));
    }

    /** The account of someone who is not yet a member. */
    static Account before(MemberId member, Instant at) {
        return new Account(
                member,
                0,
                at,
                at,
                Balance.ZERO,
                Lots.NONE,
                PendingPoints.NONE,
                List.of(),
                TierMonths.NONE,
                FirstPurchases.NONE,
                EarnedDays.NONE,
                RedeemedHour.NONE,
                UsedSteps.NONE,
                false);
    }

    /** The account that a member's entries, from the first on, come to; it may be continued with {@link #after}. */
    public static Account beginning(Entry first) {
        return before(first.member(), first.at()).after(first);
    }

    /** The tier held in the month of an instant. */
    public Fact.Standing standing(Program program, Instant at) {
        Points counted = tierMonths.countedIn(program.monthOf(at));
        return new Fact.Standing(program.tierFor(counted).id(), counted);
    }

    /**
     * What time has done since the last entry, each thing at its own instant: holds that have expired give back, points whose
     * day has come become active, lots that have ended expire; at one instant in this order. It needs neither the program nor
     * anything else, so that an account is right to the second without anyone sweeping.
     */
    public Settled settle(Instant now) {
        List<Entry> entries = new ArrayList<>();
        Account account = this;
        for (Optional<Due> due = account.nextDue(now); due.isPresent(); due = account.nextDue(now)) {
            Entry entry = due.get().entry(account);
            account = account.after(entry);
            entries.add(entry);
        }
        return new Settled(entries, account);
    }

    /**
     * What time has done.
     *
     * @param account as it then is
     */
    public record Settled(List<Entry> entries, Account account) {

        public Settled {
            entries = List.copyOf(entries);
        }
    }

    /** When somebody should look what time has done, if ever; the ends of lots can wait so much longer. */
    public Optional<Instant> dueAt(Duration lotEndsCanWait) {
        return dues().map(due -> due instanceof Due.LotEnd ? due.at().plus(lotEndsCanWait) : due.at())
                .min(Comparator.naturalOrder());
    }

    private Optional<Due> nextDue(Instant now) {
        return dues().filter(due -> !due.at().isAfter(now))
                .min(Comparator.comparing(Due::at).thenComparingInt(Due::order));
    }

    private Stream<Due> dues() {
        return Stream.of(
                        holds.stream().map(Due.HoldExpiry::new),
                        pending.days().stream().map(Due.DayCome::new),
                        lots.lots().stream().map(Due.LotEnd::new))
                .flatMap(due -> due);
    }

    /** An instant for the next entry: now, or that of the last entry where this clock is behind. */
    public Instant next(Instant now) {
        return now.isBefore(lastAt) ? lastAt : now;
    }

    Optional<OpenHold> hold(OperationKey redemption) {
        return holds.stream()
                .filter(hold -> hold.redemption().equals(redemption))
                .findFirst();
    }

    /** The next entry of this account. */
    Entry entry(EntryKey key, Instant at, Postings postings, Fact fact) {
        return new Entry(key, member, seq + 1, at, postings, balance.after(postings), fact);
    }

    /** This account after its next entry. */
    public Account after(Entry entry) {
        Invariant.SEQ_HAS_NO_GAP.hold(entry.seq() == seq + 1);
        Invariant.AT_NEVER_GOES_BACK.hold(!entry.at().isBefore(lastAt));
        Invariant.BALANCE_FOLLOWS_FROM_POSTINGS.hold(entry.balanceAfter().equals(balance.after(entry.postings())));
        Fact fact = entry.fact();
        return new Account(
                member,
                entry.seq(),
                entry.at(),
                enrolledAt,
                entry.balanceAfter(),
                lots.after(fact.lotChanges()),
                pending.after(fact.pendingChanges()),
                holdsAfter(entry),
                tierMonthsAfter(fact),
                firstsAfter(entry),
                earnedDaysAfter(fact),
                fact instanceof Fact.Held || fact instanceof Fact.Redeemed
                        ? redeemedHour.after(entry.at())
                        : redeemedHour,
                usedStepsAfter(fact),
                erased || fact instanceof Fact.Forfeited);
    }

    private List<OpenHold> holdsAfter(Entry entry) {
        if (entry.fact() instanceof Fact.Forfeited) {
            return List.of();
        }
        if (!(entry.key() instanceof EntryKey.Step(OperationKey operation, int step))
                || operation.kind() != OperationKind.REDEMPTION) {
            return holds;
        }
        Stream<OpenHold> others =
                holds.stream().filter(hold -> !hold.redemption().equals(operation));
        Optional<OpenHold> its = hold(operation);
        Stream<OpenHold> next = switch (entry.fact()) {
            case Fact.Held held ->
                Stream.of(new OpenHold(
                        operation,
                        step + 1,
                        held.expiresAt(),
                        held.graceEnd(),
                        new Lots(held.lotChanges().stream().map(Lot::negated).toList())));
            case Fact.Extended extended ->
                its.stream()
                        .map(hold -> new OpenHold(
                                operation, step + 1, extended.expiresAt(), extended.graceEnd(), hold.taken()));
            case Fact.Captured _, Fact.Released _, Fact.RedemptionVoided _ -> Stream.of();
            case Fact.Redeemed _, Fact.Reversed _, Fact.Restored _ -> its.stream();
            case Fact.Enrolled _,
                    Fact.Earned _,
                    Fact.Activated _,
                    Fact.ClawedBack _,
                    Fact.PurchaseVoided _,
                    Fact.Adjusted _,
                    Fact.Expired _,
                    Fact.Forfeited _ -> throw new IllegalStateException("no step of a redemption");
        };
        return Stream.concat(others, next).toList();
    }

    private UsedSteps usedStepsAfter(Fact fact) {
        Long step = fact.codeStep();
        return step == null ? usedSteps : usedSteps.with(step);
    }

    private TierMonths tierMonthsAfter(Fact fact) {
        if (fact instanceof Fact.Earned earned) {
            return tierMonths.plus(earned.tierMonth(), earned.earned());
        }
        return clawback(fact)
                .map(clawback -> tierMonths.minus(clawback.tierMonth(), clawback.points()))
                .orElse(tierMonths);
    }

    private EarnedDays earnedDaysAfter(Fact fact) {
        if (fact instanceof Fact.Earned earned) {
            return earned.limitDay() == null ? earnedDays : earnedDays.plus(earned.limitDay(), earned.earned());
        }
        return clawback(fact)
                .map(clawback -> clawback.limitDay() == null
                        ? earnedDays
                        : earnedDays.minus(clawback.limitDay(), clawback.points()))
                .orElse(earnedDays);
    }

    private FirstPurchases firstsAfter(Entry entry) {
        if (entry.fact() instanceof Fact.Earned earned) {
            return firsts.after(earned.channel(), earned.madeAt(entry.at()));
        }
        return entry.fact() instanceof Fact.PurchaseVoided voided ? firsts.without(voided.channel()) : firsts;
    }

    private static Optional<Fact.Clawback> clawback(Fact fact) {
        if (fact instanceof Fact.ClawedBack clawedBack) {
            return Optional.of(clawedBack.clawback());
        }
        return fact instanceof Fact.PurchaseVoided voided ? Optional.of(voided.clawback()) : Optional.empty();
    }
}
