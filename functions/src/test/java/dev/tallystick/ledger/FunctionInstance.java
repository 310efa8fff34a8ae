package dev.tallystick.ledger;

import dev.tallystick.points.MemberId;
import dev.tallystick.store.Pause;
import dev.tallystick.store.SecretKeys;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/** The real ledger as one process of a function holds it: with a clock of its own and a program that it keeps. */
public final class FunctionInstance {

    private static final Duration FOR_GOOD = Duration.ofDays(1);

    public final Ledger ledger;
    public final FollowUps followUps;
    public final Settler settler;
    public final Erasures erasures;

    /** @param pauses one for each request, between attempts; nothing sleeps */
    public FunctionInstance(
            LedgerStore store,
            MembersTable members,
            Supplier<SecretKeys> keys,
            InstantSource clock,
            Supplier<Pause> pauses,
            Supplier<MemberId> memberIds) {
        Programs programs = new Programs(members, FOR_GOOD, InstantSource.fixed(Instant.EPOCH));
        RequestCodes codes = new RequestCodes(keys);
        this.ledger =
                new Ledger(store, Proofs.directory(members, keys, clock), programs, codes, clock, pauses, memberIds);
        this.followUps = new FollowUps(store, programs, codes, clock, pauses);
        this.settler = new Settler(store, clock);
        this.erasures = new Erasures(store, Proofs.directory(members, keys, clock), programs, clock, pauses);
    }
}
