package dev.tallystick.ledger;

import dev.tallystick.points.Decide;
import dev.tallystick.points.Decision;
import dev.tallystick.points.MemberId;
import dev.tallystick.store.Backoff;
import dev.tallystick.store.Pause;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Forgets members. What is personal beside the profile goes first, after the account was read: whatever is put later with an
 * entry changes the account, and then this begins anew. Then, in one transaction, the entry that forfeits, the account, the
 * profile and the identifiers; then, once more, what others put beside the profile without an entry. However far it
 * came, the same call finishes it.
 */
public final class Erasures {

    private final LedgerStore store;
    private final Directory directory;
    private final Programs programs;
    private final Commits commits;

    public Erasures(LedgerStore store, Directory directory, Programs programs, InstantSource clock) {
        this(store, directory, programs, clock, Backoff::new);
    }

    /** @param pauses one for each request, between attempts */
    Erasures(
            LedgerStore store,
            Directory directory,
            Programs programs,
            InstantSource clock,
            Supplier<? extends Pause> pauses) {
        this.store = store;
        this.directory = directory;
        this.programs = programs;
        this.commits = new Commits(store, clock, pauses);
    }

    /**
     * Forgets a member, once or again.
     *
     * @return whether there is or was such a member
     * @throws Backoff.Exhausted when conflicts outlast the retries
     * @throws dev.tallystick.store.Unavailable when the store does not answer
     */
    public boolean erase(MemberId member, Origin origin) {
        return commits.untilSettled(() -> attempt(member, origin));
    }

    private Optional<Boolean> attempt(MemberId member, Origin origin) {
        Optional<Commits.Loaded> found = commits.load(member);
        if (found.isEmpty()) {
            return Optional.of(false);
        }
        Commits.Loaded loaded = found.get();
        if (!store.sweep(member)) {
            return Optional.empty();
        }
        Optional<Profile> profile = directory.profile(member);
        boolean done = switch (Decide.erase(loaded.settled(), programs.current(), loaded.now())) {
            case Decision.Accepted accepted ->
                commits.settle(loaded, origin) && store.erase(erasure(accepted, origin, loaded, profile));
            case Decision.Unchanged() ->
                profile.isEmpty() || store.erase(new LedgerStore.Erasure(Optional.empty(), loaded.account(), profile));
            case Decision.Refused refused -> throw new IllegalStateException("nothing is said against it: " + refused);
        };
        return done && store.sweep(member) ? Optional.of(true) : Optional.empty();
    }

    private static LedgerStore.Erasure erasure(
            Decision.Accepted accepted, Origin origin, Commits.Loaded loaded, Optional<Profile> profile) {
        LedgerEntry entry = new LedgerEntry(accepted.entry(), origin, loaded.now(), Optional.empty(), Optional.empty());
        return new LedgerStore.Erasure(Optional.of(entry), accepted.next(), profile);
    }
}
