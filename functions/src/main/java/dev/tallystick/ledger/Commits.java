package dev.tallystick.ledger;

import dev.tallystick.points.Account;
import dev.tallystick.points.Decision;
import dev.tallystick.points.Entry;
import dev.tallystick.points.EntryKey;
import dev.tallystick.points.MemberId;
import dev.tallystick.points.OperationKey;
import dev.tallystick.points.Redemption;
import dev.tallystick.store.Pause;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What loading and committing have in common, whatever is decided between them. */
final class Commits {

    /** A transaction has at most 100 writes; what is due beyond these follows in another. */
    private static final int MOST_DUE_AT_ONCE = 90;

    private final LedgerStore store;
    private final InstantSource clock;
    private final Supplier<? extends Pause> pauses;

    /** @param pauses one for each request, between attempts */
    Commits(LedgerStore store, InstantSource clock, Supplier<? extends Pause> pauses) {
        this.store = store;
        this.clock = clock;
        this.pauses = pauses;
    }

    /** Attempts until one comes to something; an empty attempt found that somebody else wrote meanwhile. */
    <T> T untilSettled(Supplier<Optional<T>> attempt) {
        Pause pause = pauses.get();
        while (true) {
            Optional<T> outcome = attempt.get();
            if (outcome.isPresent()) {
                return outcome.get();
            }
            pause.pause();
        }
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * An account as it was read, and as time has left it since.
     *
     * @param due what time has done and nobody has written
     */
    record Loaded(Account account, Account settled, List<Entry> due, Instant now) {

        Loaded {
            due = List.copyOf(due);
        }
    }

    Optional<Loaded> load(MemberId member) {
        return store.account(member).map(account -> {
            Instant now = now();
            Account.Settled settled = account.settle(account.next(now));
            return new Loaded(account, settled.account(), settled.entries(), now);
        });
    }

    /** As {@link #load}, of someone who is still a member. */
    Optional<Loaded> loadMember(MemberId member) {
        return load(member).filter(loaded -> !loaded.account().erased());
    }

    /**
     * The steps of an operation, read after the account. Where one of them is younger than the account, the account is no
     * longer what it was when it was read.
     *
     * @return nothing where it has to be read anew
     */
    Optional<List<LedgerEntry>> steps(OperationKey operation, Loaded loaded) {
        List<LedgerEntry> steps = new ArrayList<>();
        for (Recorded step : store.steps(operation)) {
            if (step instanceof LedgerEntry entry) {
                if (entry.entry().member().equals(loaded.account().member())
                        && entry.entry().seq() > loaded.account().seq()) {
                    return Optional.empty();
                }
                steps.add(entry);
            }
        }
        return Optional.of(steps);
    }

    /**
     * The redemptions of these names, as time has left them; unknown ones are left out.
     *
     * @return nothing where everything has to be read anew
     */
    Optional<List<Redemption>> redemptions(List<OperationKey> operations, Loaded loaded) {
        List<Redemption> redemptions = new ArrayList<>();
        for (OperationKey operation : operations) {
            Optional<List<LedgerEntry>> steps = steps(operation, loaded);
            if (steps.isEmpty()) {
                return Optional.empty();
            }
            if (!steps.get().isEmpty()) {
                redemptions.add(Redemption.of(History.entries(operation, steps.get(), loaded.due())));
            }
        }
        return Optional.of(redemptions);
    }

    /** What time has done, as the ledger keeps it. */
    static List<LedgerEntry> due(Loaded loaded, Origin origin) {
        return loaded.due().stream()
                .map(entry -> new LedgerEntry(
                        entry, Origin.ofTime(entry.at(), origin), loaded.now(), Optional.empty(), Optional.empty()))
                .toList();
    }

    /**
     * What time has done is committed by itself, before what is asked.
     *
     * @return whether it is done, all of it; if not, everything has to be read anew
     */
    boolean settle(Loaded loaded, Origin origin) {
        return settleSome(loaded, origin) == loaded.due().size();
    }

    /**
     * What time has done, as much of it as one transaction takes.
     *
     * @return entries written; none where somebody else has changed the account meanwhile
     */
    int settleSome(Loaded loaded, Origin origin) {
        List<LedgerEntry> due = due(loaded, origin);
        if (due.isEmpty()) {
            return 0;
        }
        List<LedgerEntry> some = due.subList(0, Math.min(due.size(), MOST_DUE_AT_ONCE));
        Account after = loaded.account();
        for (LedgerEntry entry : some) {
            after = after.after(entry.entry());
        }
        return store.settle(loaded.account(), some, after) ? some.size() : 0;
    }

    /** The entries of a decision as the ledger keeps them: the last is the request's own and bears its code. */
    static List<LedgerEntry> entries(
            Decision.Accepted decision, Origin origin, Instant now, RequestCode code, Optional<String> stepId) {
        List<LedgerEntry> entries = new ArrayList<>();
        for (Entry entry : decision.entries()) {
            boolean own = entry.key().equals(decision.entry().key());
            entries.add(new LedgerEntry(
                    entry, origin, now, own ? Optional.of(code) : Optional.empty(), own ? stepId : Optional.empty()));
        }
        return entries;
    }

    static EntryKey.Step first(OperationKey operation) {
        return new EntryKey.Step(operation, 0);
    }
}
