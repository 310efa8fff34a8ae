package dev.tallystick.ledger.simulation;

import dev.tallystick.ledger.simulation.Violation.Rule;
import dev.tallystick.points.Account;
import dev.tallystick.points.Balance;
import dev.tallystick.points.Entry;
import dev.tallystick.points.Invariant;
import dev.tallystick.points.LedgerAccount;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One member's entries, added up one by one. */
final class Statement {

    private final BiConsumer<Rule, String> report;
    private @Nullable Account account;
    private boolean broken;

    Statement(BiConsumer<Rule, String> report) {
        this.report = report;
    }

    /** Takes the entries that are new, in their order. */
    void add(List<Entry> entries) {
        for (Entry entry : entries) {
            Account before = account;
            if (before == null) {
                hold(entry.seq() == 1, Rule.SEQ_HAS_NO_GAP, entry);
                account = broken ? null : Account.beginning(entry);
            } else {
                check(before, entry);
                account = after(before, entry);
            }
        }
    }

    private void check(Account before, Entry entry) {
        hold(entry.seq() == before.seq() + 1, Rule.SEQ_HAS_NO_GAP, entry);
        hold(!entry.at().isBefore(before.lastAt()), Rule.AT_NEVER_GOES_BACK, entry);
        hold(
                entry.postings().byAccount().values().stream()
                                .mapToLong(Long::longValue)
                                .sum()
                        == 0,
                Rule.POSTINGS_SUM_TO_ZERO,
                entry);
        Balance balance = entry.balanceAfter();
        hold(balance.available().isZero() || balance.debt().isZero(), Rule.NEVER_BOTH_AVAILABLE_AND_DEBT, entry);
        hold(
                moved(before.balance().available().value(), balance.available().value(), entry, LedgerAccount.AVAILABLE)
                        && moved(before.balance().held().value(), balance.held().value(), entry, LedgerAccount.HELD)
                        && moved(
                                before.balance().pending().value(),
                                balance.pending().value(),
                                entry,
                                LedgerAccount.PENDING)
                        && moved(
                                -before.balance().debt().value(),
                                -balance.debt().value(),
                                entry,
                                LedgerAccount.DEBT),
                Rule.BALANCE_FOLLOWS_FROM_POSTINGS,
                entry);
        if (!broken) {
            List<Entry> due = before.settle(entry.at()).entries();
            boolean byTime = entry.fact().decidedBy().isEmpty();
            hold(
                    byTime ? !due.isEmpty() && due.getFirst().equals(entry) : due.isEmpty(),
                    Rule.WHAT_IS_DUE_COMES_FIRST,
                    entry);
        }
    }

    private static boolean moved(long before, long after, Entry entry, LedgerAccount account) {
        return after - before == entry.postings().of(account);
    }

    /** Whether the account as it is kept is what its entries come to. */
    void check(Account kept) {
        if (!broken && !kept.equals(account)) {
            broken = true;
            report.accept(Rule.ACCOUNT_IS_ITS_ENTRIES, kept + " is not " + account);
        }
    }

    private Account after(Account before, Entry entry) {
        if (broken) {
            return before;
        }
        try {
            return before.after(entry);
        } catch (Invariant.Broken e) {
            broken = true;
            report.accept(Rule.ACCOUNT_IS_ITS_ENTRIES, e.getMessage() + " after " + entry);
            return before;
        }
    }

    private void hold(boolean holds, Rule rule, Entry entry) {
        if (!holds && !broken) {
            broken = true;
            report.accept(rule, entry.toString());
        }
    }
}
