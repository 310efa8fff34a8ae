package dev.tallystick.ledger;

import dev.tallystick.points.MemberId;
import dev.tallystick.store.Backoff;
import java.time.InstantSource;
import java.util.Optional;

/** Writes down what time has done to an account where nobody has asked anything of it. */
public final class Settler {

    private final Commits commits;

    public Settler(LedgerStore store, InstantSource clock) {
        this.commits = new Commits(store, clock, Backoff::new);
    }

    /**
     * All that is due of a member, as far as one transaction goes. Where somebody else writes at the same time it does
     * nothing: either they have written it as well, or it stays due.
     *
     * @param runId of who noticed
     * @return entries written
     * @throws dev.tallystick.store.Unavailable when the store does not answer
     */
    public int settle(MemberId member, String runId) {
        Optional<Commits.Loaded> loaded = commits.load(member);
        if (loaded.isEmpty() || loaded.get().due().isEmpty()) {
            return 0;
        }
        Origin noticedBy = Origin.ofTime(loaded.get().now(), runId, runId);
        return commits.settleSome(loaded.get(), noticedBy);
    }
}
