package dev.tallystick.ledger.simulation;

import dev.tallystick.ledger.LedgerEntry;
import dev.tallystick.ledger.Recorded;
import dev.tallystick.ledger.Tombstone;
import dev.tallystick.ledger.simulation.Violation.Rule;
import dev.tallystick.points.Entry;
import dev.tallystick.points.Fact;
import dev.tallystick.points.LedgerAccount;
import dev.tallystick.points.Pool;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All steps of one operation, held against the rules of purchases and redemptions in the slowest and plainest way. */
final class Steps {

    private final String operation;
    private final BiConsumer<Rule, String> report;
    private String story = "";

    Steps(String operation, BiConsumer<Rule, String> report) {
        this.operation = operation;
        this.report = report;
    }

    void check(List<Recorded> recorded) {
        story = recorded.stream().map(Steps::name).collect(Collectors.joining(", ", operation + ": ", ""));
        for (int i = 0; i < recorded.size(); i++) {
            hold(recorded.get(i).key().step() == i, Rule.STEPS_HAVE_NO_GAP);
        }
        hold(recorded.size() == 1 || !(recorded.getFirst() instanceof Tombstone), Rule.NOTHING_FOLLOWS_A_VOID);
        if (recorded.getFirst() instanceof LedgerEntry) {
            List<Entry> entries = recorded.stream()
                    .map(LedgerEntry.class::cast)
                    .map(LedgerEntry::entry)
                    .toList();
            switch (entries.getFirst().fact()) {
                case Fact.Earned earned -> checkPurchase(earned, entries);
                case Fact.Held held -> checkRedemption(entries, held.expiresAt());
                case Fact.Redeemed _ -> checkRedemption(entries, null);
                default -> hold(entries.size() == 1, Rule.STEPS_HAVE_NO_GAP);
            }
        }
    }

    /** What kind of step it is, as counts and violations name it. */
    static String name(Recorded recorded) {
        return switch (recorded) {
            case Tombstone _ -> "Tombstone";
            case LedgerEntry entry -> {
                Fact fact = entry.entry().fact();
                yield fact.getClass().getSimpleName() + manner(fact);
            }
        };
    }

    private static String manner(Fact fact) {
        if (fact instanceof Fact.Redeemed redeemed && redeemed.owed().total() > 0) {
            return " into debt";
        }
        if (fact.clockSuspect()) {
            return " by a clock ahead";
        }
        return fact.decidedBy().isEmpty() ? " by time" : "";
    }

    private void checkPurchase(Fact.Earned earned, List<Entry> entries) {
        List<Fact> facts = entries.stream().map(Entry::fact).toList();
        List<Fact.ClawedBack> refunds = facts.stream()
                .filter(Fact.ClawedBack.class::isInstance)
                .map(Fact.ClawedBack.class::cast)
                .toList();
        for (Pool pool : earned.pools()) {
            List<Pool> back = refunds.stream()
                    .flatMap(refund -> refund.pools().stream())
                    .filter(part -> part.rules().equals(pool.rules()))
                    .toList();
            long total =
                    back.stream().mapToLong(part -> part.total().minorUnits()).sum();
            long points = back.stream().mapToLong(part -> part.points().value()).sum();
            hold(total <= pool.total().minorUnits(), Rule.NO_MORE_COMES_BACK_THAN_WAS_BOUGHT);
            hold(points == countedBack(pool, total), Rule.KEPT_POINTS_FOLLOW_THE_FORMULA);
        }
        boolean voided = facts.stream().anyMatch(Fact.PurchaseVoided.class::isInstance);
        hold(!voided || facts.getLast() instanceof Fact.PurchaseVoided, Rule.NOTHING_FOLLOWS_A_VOID);
        hold(!voided || refunds.isEmpty(), Rule.NO_MORE_COMES_BACK_THAN_WAS_BOUGHT);
        long paid = earned.paidWith().stream()
                .mapToLong(one -> one.points().value())
                .sum();
        long taken = refunds.stream()
                .mapToLong(refund -> refund.clawback().points().value())
                .sum();
        long restored =
                refunds.stream().mapToLong(refund -> refund.restored().value()).sum();
        hold(restored <= paid, Rule.NO_MORE_GIVEN_BACK_THAN_TAKEN);
        hold(taken <= earned.earned().value(), Rule.NO_MORE_COMES_BACK_THAN_WAS_BOUGHT);
        hold(sum(entries, LedgerAccount.ISSUED) <= 0, Rule.NO_MORE_COMES_BACK_THAN_WAS_BOUGHT);
        hold(sum(entries, LedgerAccount.PENDING) >= 0, Rule.NO_MORE_GIVEN_BACK_THAN_TAKEN);
    }

    /** E − floor(E × (T − R) / T). */
    private static long countedBack(Pool pool, long refunded) {
        BigInteger points = BigInteger.valueOf(pool.points().value());
        BigInteger total = BigInteger.valueOf(pool.total().minorUnits());
        return total.signum() == 0
                ? 0
                : points.subtract(points.multiply(total.subtract(BigInteger.valueOf(refunded)))
                                .divide(total))
                        .longValueExact();
    }

    private void checkRedemption(List<Entry> entries, @Nullable Instant heldUntil) {
        Instant until = heldUntil;
        boolean held = heldUntil != null;
        int purchases = 0;
        for (Entry entry : entries.subList(1, entries.size())) {
            boolean inTime = until != null && entry.at().isBefore(until);
            switch (entry.fact()) {
                case Fact.Extended extended -> {
                    hold(held && inTime, Rule.A_HOLD_ENDS_ONCE);
                    until = extended.expiresAt();
                }
                case Fact.Captured captured -> {
                    hold(captured.points().isZero() ? !held : held && inTime, Rule.A_HOLD_ENDS_ONCE);
                    held = false;
                    purchases += captured.purchase() == null ? 0 : 1;
                }
                case Fact.Released released -> {
                    hold(held && inTime != released.expired(), Rule.A_HOLD_ENDS_ONCE);
                    held = false;
                }
                case Fact.RedemptionVoided _ -> {
                    hold(entry.equals(entries.getLast()), Rule.NOTHING_FOLLOWS_A_VOID);
                    held = false;
                }
                default -> hold(!held, Rule.NO_MORE_GIVEN_BACK_THAN_TAKEN);
            }
        }
        hold(purchases <= 1, Rule.A_REDEMPTION_PAYS_ONCE);
        long stillHeld = sum(entries, LedgerAccount.HELD);
        hold(held ? stillHeld > 0 : stillHeld == 0, Rule.NOTHING_STAYS_HELD);
        hold(sum(entries, LedgerAccount.REDEEMED) >= 0, Rule.NO_MORE_GIVEN_BACK_THAN_TAKEN);
    }

    private static long sum(List<Entry> entries, LedgerAccount account) {
        return entries.stream().mapToLong(entry -> entry.postings().of(account)).sum();
    }

    private void hold(boolean holds, Rule rule) {
        if (!holds) {
            report.accept(rule, story);
        }
    }
}
