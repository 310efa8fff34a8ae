package dev.tallystick.ledger;

import dev.tallystick.points.Account;
import dev.tallystick.points.Decide;
import dev.tallystick.points.Decision;
import dev.tallystick.points.Entry;
import dev.tallystick.points.Fact;
import dev.tallystick.points.Lot;
import dev.tallystick.points.MemberId;
import dev.tallystick.points.Program;
import dev.tallystick.points.Refusal;
import dev.tallystick.store.Backoff;
import dev.tallystick.store.Names;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Load, decide, commit: the one path on which points change. */
public final class Ledger {

    private final LedgerStore store;
    private final Directory directory;
    private final Programs programs;
    private final RequestCodes codes;
    private final InstantSource clock;

    public Ledger(LedgerStore store, Directory directory, Programs programs, RequestCodes codes, InstantSource clock) {
        this.store = store;
        this.directory = directory;
        this.programs = programs;
        this.codes = codes;
        this.clock = clock;
    }

    /** One of the domain's functions with its command. */
    @FunctionalInterface
    public interface Decider {
        Decision decide(Account account, Program program, Instant now);
    }

    /**
     * Carries a request out once, however often it comes.
     *
     * @throws Backoff.Exhausted when conflicts outlast the retries
     * @throws dev.tallystick.store.Unavailable when the store does not answer
     */
    public Outcome record(Request request, MemberName whom, Decider decider) {
        return untilSettled(() -> attempt(request, whom, decider, Optional.empty()));
    }

    /** As {@link #record}, with a note on the member that is put with it; personal, so it stays out of the ledger. */
    public Outcome recordWithNote(Request request, MemberName whom, Decider decider, String note) {
        return untilSettled(() -> attempt(request, whom, decider, Optional.of(note)));
    }

    /**
     * Enrols a new member under an id of ours.
     *
     * @param newMember what the member brings, made anew for every attempt since an id or a card drawn may be taken
     */
    public Outcome enrol(Request request, Function<MemberId, LedgerStore.NewMember> newMember) {
        return untilSettled(() -> attemptToEnrol(request, newMember));
    }

    private static Outcome untilSettled(Supplier<Optional<Outcome>> attempt) {
        Backoff backoff = new Backoff();
        while (true) {
            Optional<Outcome> outcome = attempt.get();
            if (outcome.isPresent()) {
                return outcome.get();
            }
            backoff.pause();
        }
    }

    private Optional<Outcome> attempt(Request request, MemberName whom, Decider decider, Optional<String> note) {
        Optional<Account> account = directory.resolve(whom).flatMap(store::account);
        if (account.isEmpty()) {
            return Optional.of(refuse(request, null, new Refusal.MemberNotFound()));
        }
        MemberId member = account.get().member();
        if (request.objection().isPresent()) {
            return Optional.of(refuse(request, member, request.objection().get()));
        }
        Instant now = now();
        List<Decision.Accepted> due = account.get().settle(now);
        Account settled = due.isEmpty() ? account.get() : due.getLast().next();
        return switch (decider.decide(settled, programs.current(), now)) {
            case Decision.Refused(Refusal refusal) -> Optional.of(refuse(request, member, refusal));
            case Decision.Accepted(Entry entry, Account next) ->
                settle(request, account.get(), due, now)
                        ? conclude(
                                request,
                                member,
                                new LedgerStore.Commit(ledgerEntry(request, entry, now), next, Optional.empty(), note))
                        : Optional.empty();
        };
    }

    /** What time has done is committed by itself, before what is asked. */
    private boolean settle(Request request, Account account, List<Decision.Accepted> due, Instant now) {
        return due.isEmpty()
                || store.settle(
                        account,
                        due.stream()
                                .map(settled -> ofTime(settled.entry(), request, now))
                                .toList(),
                        due.getLast().next());
    }

    private Optional<Outcome> attemptToEnrol(Request request, Function<MemberId, LedgerStore.NewMember> newMember) {
        if (request.objection().isPresent()) {
            return Optional.of(refuse(request, null, request.objection().get()));
        }
        Instant now = now();
        MemberId member = MemberIds.draw();
        Decision.Accepted decision = Decide.enrol(member, programs.current(), now);
        return conclude(
                request,
                null,
                new LedgerStore.Commit(
                        ledgerEntry(request, decision.entry(), now),
                        decision.next(),
                        Optional.of(newMember.apply(member)),
                        Optional.empty()));
    }

    private Optional<Outcome> conclude(Request request, @Nullable MemberId member, LedgerStore.Commit commit) {
        return switch (store.commit(commit)) {
            case LedgerStore.Committed.Done() -> Optional.of(new Outcome.Recorded(commit.entry(), false));
            case LedgerStore.Committed.AlreadyRecorded(LedgerEntry first) ->
                Optional.of(replay(request, member, first));
            case LedgerStore.Committed.IdentifierTaken(Identifier.Type type)
            when type == Identifier.Type.CARD_NUMBER
                    && commit.newMember().orElseThrow().cardIsDrawn() -> Optional.empty();
            case LedgerStore.Committed.IdentifierTaken(Identifier.Type type) ->
                Optional.of(refuse(request, null, new Refusal.IdentifierTaken(Names.of(type))));
            case LedgerStore.Committed.Conflict() -> Optional.empty();
        };
    }

    /** A refusal that rests on stored state or on time never hides a replay. */
    private Outcome refuse(Request request, @Nullable MemberId member, Refusal refusal) {
        return store.find(request.operation())
                .map(first -> replay(request, member, first))
                .orElseGet(() -> new Outcome.Refused(refusal));
    }

    /** The first outcome, if the request is the same and names the same member or no one any more. */
    private Outcome replay(Request request, @Nullable MemberId member, LedgerEntry first) {
        boolean same = first.code()
                        .filter(code -> codes.match(code, request.canonical()))
                        .isPresent()
                && (member == null || member.equals(first.entry().member()));
        if (same) {
            return new Outcome.Recorded(
                    first, !first.origin().requestId().equals(request.origin().requestId()));
        }
        return new Outcome.Refused(new Refusal.OperationIdReused(
                first.entry().at(),
                switch (first.entry().fact()) {
                    case Fact.Earned earned -> earned.total();
                    case Fact.Enrolled _, Fact.Redeemed _, Fact.Expired _, Fact.Adjusted _ -> null;
                }));
    }

    private LedgerEntry ledgerEntry(Request request, Entry entry, Instant now) {
        return new LedgerEntry(
                new EntryKey.Step(request.operation(), 0),
                entry,
                request.origin(),
                now,
                Optional.of(codes.of(request.canonical())));
    }

    private static LedgerEntry ofTime(Entry entry, Request request, Instant now) {
        return new LedgerEntry(
                switch (entry.fact()) {
                    case Fact.Expired(Lot ended) -> new EntryKey.Expiry(entry.member(), ended.endsAt());
                    case Fact.Enrolled _, Fact.Earned _, Fact.Redeemed _, Fact.Adjusted _ ->
                        throw new IllegalStateException("time does no such thing");
                },
                entry,
                Origin.ofTime(entry.at(), request.origin()),
                now,
                Optional.empty());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
