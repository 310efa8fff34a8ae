package dev.tallystick.ledger;

import dev.tallystick.points.Account;
import dev.tallystick.points.Entry;
import dev.tallystick.points.EntryKey;
import dev.tallystick.points.MemberId;
import dev.tallystick.points.OperationKey;
import java.util.List;
import java.util.Optional;

/**
 * A store without one of its two guards, or without both: where a step's number is taken it takes the next one, and where an
 * account has changed it puts what was decided on the old one over it. It is there to show that the simulation finds out.
 *
 * @param steps whether a step's number is guarded
 * @param accounts whether an account's is
 */
public record CarelessStore(LedgerStore store, FakeTables tables, boolean steps, boolean accounts)
        implements LedgerStore {

    @Override
    public Optional<Account> account(MemberId member) {
        return store.account(member);
    }

    @Override
    public Optional<Recorded> find(OperationKey operation) {
        return store.find(operation);
    }

    @Override
    public List<Recorded> steps(OperationKey operation) {
        return store.steps(operation);
    }

    @Override
    public boolean settle(Account before, List<LedgerEntry> entries, Account after) {
        return store.settle(
                numbered(before, now(before)),
                entries.stream().map(this::moved).toList(),
                numbered(after, now(before) + entries.size()));
    }

    @Override
    public Committed commit(Commit commit) {
        Account account = commit.account();
        long now = commit.seqBefore() == 0 ? 0 : now(numbered(account, commit.seqBefore()));
        return store.commit(new Commit(
                commit.entries().stream().map(this::moved).toList(),
                numbered(account, now + commit.entries().size()),
                commit.newMember(),
                commit.note()));
    }

    @Override
    public boolean close(Tombstone tombstone) {
        return store.close(tombstone);
    }

    @Override
    public boolean erase(Erasure erasure) {
        return store.erase(
                erasure.entry().isEmpty()
                        ? erasure
                        : new Erasure(
                                erasure.entry(),
                                numbered(
                                        erasure.account(),
                                        now(numbered(
                                                        erasure.account(),
                                                        erasure.account().seq() - 1))
                                                + 1),
                                erasure.profile()));
    }

    @Override
    public boolean sweep(MemberId member) {
        return store.sweep(member);
    }

    /** The number on which the write is said to rest. */
    private long now(Account account) {
        return accounts
                ? account.seq()
                : new Accounts(tables).find(account.member()).orElseThrow().seq();
    }

    private LedgerEntry moved(LedgerEntry entry) {
        return !steps && entry.key() instanceof EntryKey.Step(OperationKey operation, int step) && step > 0
                ? at(
                        entry,
                        new EntryKey.Step(operation, Math.max(step, tables.steps(new EntryKey.Step(operation, step)))))
                : entry;
    }

    private static LedgerEntry at(LedgerEntry moved, EntryKey key) {
        Entry entry = moved.entry();
        return new LedgerEntry(
                new Entry(
                        key,
                        entry.member(),
                        entry.seq(),
                        entry.at(),
                        entry.postings(),
                        entry.balanceAfter(),
                        entry.fact()),
                moved.origin(),
                moved.recordedAt(),
                moved.code(),
                moved.stepId());
    }

    private static Account numbered(Account account, long seq) {
        return new Account(
                account.member(),
                seq,
                account.lastAt(),
                account.enrolledAt(),
                account.balance(),
                account.lots(),
                account.pending(),
                account.holds(),
                account.tierMonths(),
                account.firsts(),
                account.earnedDays(),
                account.redeemedHour(),
                account.usedSteps(),
                account.erased());
    }
}
