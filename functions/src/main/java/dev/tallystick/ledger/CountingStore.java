package dev.tallystick.ledger;

import dev.tallystick.log.CallScope;
import dev.tallystick.log.Dimensions;
import dev.tallystick.log.Metric;
import dev.tallystick.points.Account;
import dev.tallystick.points.Fact;
import dev.tallystick.points.LedgerAccount;
import dev.tallystick.points.MemberId;
import dev.tallystick.points.OperationKey;
import dev.tallystick.points.Postings;
import dev.tallystick.store.Names;
import java.util.List;
import java.util.Optional;

/**
 * A store that counts what is committed, once it is: every way that points change leads through here. What an earlier request
 * had recorded is not counted again; what was recorded without an answer is not counted at all.
 */
public final class CountingStore implements LedgerStore {

    private final LedgerStore store;

    public CountingStore(LedgerStore store) {
        this.store = store;
    }

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
        boolean done = store.settle(before, entries, after);
        if (done) {
            entries.forEach(CountingStore::count);
        }
        return done;
    }

    @Override
    public Committed commit(Commit commit) {
        Committed committed = store.commit(commit);
        switch (committed) {
            case Committed.Done() -> {
                tried(commit.entry().origin(), true);
                commit.entries().forEach(CountingStore::count);
            }
            case Committed.Conflict() -> tried(commit.entry().origin(), false);
            case Committed.AlreadyRecorded _, Committed.IdentifierTaken _ -> {}
        }
        return committed;
    }

    @Override
    public boolean close(Tombstone tombstone) {
        boolean done = store.close(tombstone);
        tried(tombstone.origin(), done);
        return done;
    }

    @Override
    public boolean erase(Erasure erasure) {
        boolean done = store.erase(erasure);
        erasure.entry().ifPresent(entry -> {
            tried(entry.origin(), done);
            if (done) {
                count(entry);
            }
        });
        return done;
    }

    @Override
    public boolean sweep(MemberId member) {
        return store.sweep(member);
    }

    private static void tried(Origin origin, boolean done) {
        CallScope.count(channel(origin), Metric.ATTEMPTS, 1);
        CallScope.count(channel(origin), done ? Metric.COMMITS : Metric.CONFLICTS, 1);
    }

    private static void count(LedgerEntry recorded) {
        Dimensions channel = channel(recorded.origin());
        Fact fact = recorded.entry().fact();
        CallScope.count(channel, Metric.PURCHASES, fact instanceof Fact.Earned ? 1 : 0);
        CallScope.count(channel, Metric.MEMBERS, fact instanceof Fact.Enrolled ? 1 : 0);
        Postings postings = recorded.entry().postings();
        long issued = -postings.of(LedgerAccount.ISSUED);
        CallScope.count(channel, Metric.POINTS_EARNED, Math.max(issued, 0));
        CallScope.count(channel, Metric.POINTS_CLAWED_BACK, Math.max(-issued, 0));
        long redeemed = postings.of(LedgerAccount.REDEEMED);
        CallScope.count(channel, Metric.POINTS_REDEEMED, Math.max(redeemed, 0));
        CallScope.count(channel, Metric.POINTS_GIVEN_BACK, Math.max(-redeemed, 0));
        CallScope.count(channel, Metric.POINTS_ADJUSTED, -postings.of(LedgerAccount.ADJUSTED));
        CallScope.count(channel, Metric.POINTS_FORFEITED, postings.of(LedgerAccount.FORFEITED));
        CallScope.count(Dimensions.NONE, Metric.POINTS_EXPIRED, postings.of(LedgerAccount.EXPIRED));
    }

    private static Dimensions channel(Origin origin) {
        return Dimensions.ofChannel(Names.of(origin.channel()));
    }
}
