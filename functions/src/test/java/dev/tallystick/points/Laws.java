package dev.tallystick.points;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What must hold of every world at every instant, counted anew from the entries. */
final class Laws {

    private Laws() {}

    static void hold(World world) {
        long trialBalance = 0;
        Set<EntryKey> keys = new HashSet<>();
        for (int i = 0; i < world.members().size(); i++) {
            List<Entry> entries = world.members().get(i).entries();
            Account account = world.members().get(i).account();
            Account.Settled settled = world.settled(i);
            entriesFollowEachOther(andDue(entries, settled));
            entriesMakeTheAccount(entries, account);
            balanceIsInParts(account);
            balanceIsInParts(settled.account());
            must(
                    settled.account()
                            .settle(settled.account().next(world.now()))
                            .entries()
                            .isEmpty(),
                    "what is settled is settled",
                    settled);
            Map<OperationKey, List<Entry>> operations = operations(entries);

            Map<OperationKey, List<Entry>> settledToo = operations(andDue(entries, settled));
            settledToo.values().forEach(steps -> new Operation(steps).check());
            operations.forEach((operation, steps) ->
                    timeIsSeenBeforeItIsRecorded(steps, settledToo.get(operation), account.next(world.now())));
            for (Entry entry : entries) {
                must(keys.add(entry.key()), "an entry is the only one of its key", entry);
                trialBalance += entry.postings().byAccount().values().stream()
                        .mapToLong(Long::longValue)
                        .sum();
            }
        }
        must(trialBalance == 0, "the trial balance is zero", world);
    }

    private static void must(boolean holds, String law, Object of) {
        if (!holds) {
            throw new AssertionError(law + ": " + of);
        }
    }

    private static List<Entry> andDue(List<Entry> entries, Account.Settled settled) {
        List<Entry> all = new ArrayList<>(entries);
        all.addAll(settled.entries());
        return all;
    }

    private static Map<OperationKey, List<Entry>> operations(List<Entry> entries) {
        Map<OperationKey, List<Entry>> operations = new HashMap<>();
        for (Entry entry : entries) {
            if (entry.key() instanceof EntryKey.Step(OperationKey operation, int _)) {
                operations.computeIfAbsent(operation, any -> new ArrayList<>()).add(entry);
            }
        }
        return operations;
    }

    private static void entriesFollowEachOther(List<Entry> entries) {
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            must(entry.seq() == i + 1, "seq has no gap", entry);
            must(
                    entry.postings().byAccount().values().stream()
                                    .mapToLong(Long::longValue)
                                    .sum()
                            == 0,
                    "postings sum to zero",
                    entry);
            must(i == 0 || !entry.at().isBefore(entries.get(i - 1).at()), "at never goes back", entry);
            must(isAtItsInstant(entry), "time does what is due when it is due", entry);
            must(i == 0 || !isBefore(entry, entries.get(i - 1)), "releases, activations, expiries", entries);
        }
    }

    private static boolean isAtItsInstant(Entry entry) {
        return switch (entry.key()) {
            case EntryKey.Activation activation -> activation.activatesAt().equals(entry.at());
            case EntryKey.Expiry expiry -> expiry.lotEnd().equals(entry.at());
            case EntryKey.Step _, EntryKey.Erasure _ -> true;
        };
    }

    /** Whether what time did at one instant should have come in the other order. */
    private static boolean isBefore(Entry entry, Entry before) {
        return entry.at().equals(before.at()) && order(before) > 0 && order(entry) > 0 && order(entry) < order(before);
    }

    /** Of what time does; none of what somebody asked for. */
    private static int order(Entry entry) {
        return switch (entry.fact()) {
            case Fact.Released released when released.expired() -> 1;
            case Fact.Activated activated when activated.decidedBy().isEmpty() -> 2;
            case Fact.Expired _ -> 3;
            default -> 0;
        };
    }

    private static void entriesMakeTheAccount(List<Entry> entries, Account account) {
        Account replayed = Account.beginning(entries.getFirst());
        for (Entry entry : entries.subList(1, entries.size())) {
            replayed = replayed.after(entry);
        }
        assertThat(replayed).isEqualTo(account);
        Balance balance = account.balance();
        must(
                entries.stream().mapToLong(entry -> entry.postings().points()).sum()
                        == balance.available().value()
                                + balance.held().value()
                                + balance.pending().value()
                                - balance.debt().value(),
                "postings make the balance",
                account);
    }

    private static void balanceIsInParts(Account account) {
        Balance balance = account.balance();
        must(
                balance.available().value()
                        == account.lots().lots().stream().mapToLong(Lot::total).sum(),
                "available is the sum of the lots",
                account);
        must(
                balance.held().value()
                        == account.holds().stream()
                                .mapToLong(hold -> hold.points().value())
                                .sum(),
                "held is the sum of the open holds",
                account);
        must(
                balance.pending().value()
                        == account.pending().sums().values().stream()
                                .mapToLong(ByChannel::total)
                                .sum(),
                "pending is the sum of what waits",
                account);
        must(balance.available().isZero() || balance.debt().isZero(), "there is available or debt", account);
    }

    /** Who reads an operation sees what time has done, whether it is recorded or not. */
    private static void timeIsSeenBeforeItIsRecorded(List<Entry> recorded, List<Entry> settled, Instant at) {
        switch (recorded.getFirst().fact()) {
            case Fact.Earned _ ->
                must(
                        Purchase.of(recorded).statusAt(at)
                                == Purchase.of(settled).statusAt(at),
                        "a purchase's status follows time",
                        recorded);
            case Fact.Held _, Fact.Redeemed _ ->
                must(
                        Redemption.of(recorded).statusAt(at)
                                == Redemption.of(settled).statusAt(at),
                        "a redemption's status follows time",
                        recorded);
            default -> {}
        }
    }

    /** One operation's entries, added up. */
    private static final class Operation {

        private final List<Entry> entries;
        private List<Pool> pools = List.of();
        private final Map<String, Long> back = new HashMap<>();
        private final Map<String, Long> countedBack = new HashMap<>();
        private @Nullable Instant heldUntil;
        private long earned;
        private long clawedBack;
        private long taken;
        private long givenBack;

        private Operation(List<Entry> entries) {
            this.entries = entries;
        }

        private void take(Entry entry) {
            if (entry.fact() instanceof Fact.Released released && released.expired()) {
                must(entry.at().equals(heldUntil), "a hold expires when it is due", entries);
            }
            switch (entry.fact()) {
                case Fact.Earned fact -> {
                    pools = fact.pools();
                    earned = fact.earned().value();
                }
                case Fact.ClawedBack fact -> {
                    fact.pools().forEach(pool -> {
                        back.merge(pool.rules(), pool.total().minorUnits(), Long::sum);
                        countedBack.merge(pool.rules(), pool.points().value(), Long::sum);
                    });
                    clawedBack += fact.clawback().points().value();
                }
                case Fact.PurchaseVoided fact ->
                    clawedBack += fact.clawback().points().value();
                case Fact.Held fact -> {
                    taken += fact.points().value();
                    heldUntil = fact.expiresAt();
                }
                case Fact.Extended fact -> heldUntil = fact.expiresAt();
                case Fact.Redeemed fact -> taken += fact.points().value();
                case Fact.Captured _, Fact.Released _, Fact.Reversed _, Fact.Restored _, Fact.RedemptionVoided _ ->
                    givenBack += entry.postings().of(LedgerAccount.AVAILABLE)
                            + entry.postings().of(LedgerAccount.DEBT);
                case Fact.Enrolled _, Fact.Activated _, Fact.Adjusted _, Fact.Expired _, Fact.Forfeited _ -> {}
            }
        }

        private void check() {
            for (int i = 0; i < entries.size(); i++) {
                must(entries.get(i).key().step() == i, "steps have no gap", entries);
                take(entries.get(i));
            }
            must(givenBack >= 0 && givenBack <= taken, "no more is given back than was taken", entries);
            must(clawedBack >= 0 && clawedBack <= earned, "no more is clawed back than was earned", entries);
            pools.forEach(this::check);
        }

        private void check(Pool pool) {
            long refunded = back.getOrDefault(pool.rules(), 0L);
            long total = pool.total().minorUnits();
            long kept = pool.points().value() - countedBack.getOrDefault(pool.rules(), 0L);
            must(refunded >= 0 && refunded <= Math.max(0, total), "no more comes back than was bought", entries);
            must(
                    total == 0
                            || BigInteger.valueOf(kept)
                                    .equals(BigInteger.valueOf(pool.points().value())
                                            .multiply(BigInteger.valueOf(total - refunded))
                                            .divide(BigInteger.valueOf(total))),
                    "what is kept follows the formula",
                    entries);
        }
    }
}
