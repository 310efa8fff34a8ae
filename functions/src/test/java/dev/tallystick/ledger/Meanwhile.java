package dev.tallystick.ledger;

import dev.tallystick.points.Account;
import dev.tallystick.points.MemberId;
import dev.tallystick.points.OperationKey;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;

/** Stands before a store and once, at a moment of one's choice, lets something happen, as another function would. */
final class Meanwhile implements LedgerStore {

    /** When it happens. */
    enum Moment {
        AFTER_FIND,
        BEFORE_ACCOUNT,
        AFTER_ACCOUNT,
        BEFORE_SETTLE,
        BEFORE_COMMIT,
        BEFORE_CLOSE,
        AFTER_SWEEP,
        BEFORE_ERASE
    }

    private final LedgerStore store;
    private final Moment moment;
    private final Runnable happening;
    private final AtomicBoolean happened = new AtomicBoolean();

    private Meanwhile(LedgerStore store, Moment moment, Runnable happening) {
        this.store = store;
        this.moment = moment;
        this.happening = happening;
    }

    static UnaryOperator<LedgerStore> at(Moment moment, Runnable happening) {
        return store -> new Meanwhile(store, moment, happening);
    }

    @Override
    public Optional<Account> account(MemberId member) {
        itIs(Moment.BEFORE_ACCOUNT);
        Optional<Account> account = store.account(member);
        itIs(Moment.AFTER_ACCOUNT);
        return account;
    }

    @Override
    public Optional<Recorded> find(OperationKey operation) {
        Optional<Recorded> found = store.find(operation);
        itIs(Moment.AFTER_FIND);
        return found;
    }

    @Override
    public List<Recorded> steps(OperationKey operation) {
        return store.steps(operation);
    }

    @Override
    public boolean settle(Account before, List<LedgerEntry> entries, Account after) {
        itIs(Moment.BEFORE_SETTLE);
        return store.settle(before, entries, after);
    }

    @Override
    public Committed commit(Commit commit) {
        itIs(Moment.BEFORE_COMMIT);
        return store.commit(commit);
    }

    @Override
    public boolean close(Tombstone tombstone) {
        itIs(Moment.BEFORE_CLOSE);
        return store.close(tombstone);
    }

    @Override
    public boolean erase(Erasure erasure) {
        itIs(Moment.BEFORE_ERASE);
        return store.erase(erasure);
    }

    @Override
    public boolean sweep(MemberId member) {
        boolean swept = store.sweep(member);
        itIs(Moment.AFTER_SWEEP);
        return swept;
    }

    private void itIs(Moment now) {
        if (now == moment && happened.compareAndSet(false, true)) {
            happening.run();
        }
    }
}
