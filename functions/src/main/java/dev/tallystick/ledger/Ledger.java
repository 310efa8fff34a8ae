package dev.tallystick.ledger;

import dev.tallystick.points.Counter;
import dev.tallystick.points.Decide;
import dev.tallystick.points.Decision;
import dev.tallystick.points.MemberId;
import dev.tallystick.points.OperationKey;
import dev.tallystick.points.Redemption;
import dev.tallystick.points.Refusal;
import dev.tallystick.points.Scene;
import dev.tallystick.store.Backoff;
import dev.tallystick.store.Names;
import dev.tallystick.store.Pause;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Load, decide, commit: how an operation's own entry comes about. What follows it is in {@link FollowUps}. */
public final class Ledger {

    private final LedgerStore store;
    private final Directory directory;
    private final Programs programs;
    private final RequestCodes codes;
    private final Commits commits;
    private final Supplier<MemberId> memberIds;

    public Ledger(LedgerStore store, Directory directory, Programs programs, RequestCodes codes, InstantSource clock) {
        this(store, directory, programs, codes, clock, Backoff::new, MemberIds::draw);
    }

    /**
     * @param pauses one for each request, between attempts
     * @param memberIds an id for each new member
     */
    Ledger(
            LedgerStore store,
            Directory directory,
            Programs programs,
            RequestCodes codes,
            InstantSource clock,
            Supplier<? extends Pause> pauses,
            Supplier<MemberId> memberIds) {
        this.store = store;
        this.directory = directory;
        this.programs = programs;
        this.codes = codes;
        this.commits = new Commits(store, clock, pauses);
        this.memberIds = memberIds;
    }

    /** One of the domain's functions with its command. */
    @FunctionalInterface
    public interface Decider {
        Decision decide(Scene scene);
    }

    /**
     * Carries a request out once, however often it comes.
     *
     * @throws Backoff.Exhausted when conflicts outlast the retries
     * @throws dev.tallystick.store.Unavailable when the store does not answer
     */
    public Outcome record(Request request, MemberName whom, Decider decider) {
        return record(request, whom, List.of(), decider);
    }

    /** As {@link #record(Request, MemberName, Decider)}, for a purchase that redemptions pay for. */
    public Outcome record(Request request, MemberName whom, List<OperationKey> paidWith, Decider decider) {
        return commits.untilSettled(() -> attempt(request, whom, paidWith, decider, Optional.empty()));
    }

    /** As {@link #record}, with a note on the member that is put with it; personal, so it stays out of the ledger. */
    public Outcome recordWithNote(Request request, MemberName whom, Decider decider, String note) {
        return commits.untilSettled(() -> attempt(request, whom, List.of(), decider, Optional.of(note)));
    }

    /**
     * Enrols a new member under an id of ours.
     *
     * @param newMember what the member brings, made anew for every attempt since an id or a card drawn may be taken
     */
    public Outcome enrol(Request request, Function<MemberId, LedgerStore.NewMember> newMember) {
        return commits.untilSettled(() -> attemptToEnrol(request, newMember));
    }

    private Optional<Outcome> attempt(
            Request request, MemberName whom, List<OperationKey> paidWith, Decider decider, Optional<String> note) {
        return switch (directory.named(whom)) {
            case Directory.Nobody() -> Optional.of(refuse(request, null, new Refusal.MemberNotFound()));
            case Directory.Blocked(MemberId member, Identifier.Type type) ->
                Optional.of(refuse(request, member, new Refusal.IdentifierBlocked(Names.of(type))));
            case Directory.Found named -> attempt(request, named, paidWith, decider, note);
        };
    }

    private Optional<Outcome> attempt(
            Request request,
            Directory.Found named,
            List<OperationKey> paidWith,
            Decider decider,
            Optional<String> note) {
        MemberId member = named.member();
        Optional<Commits.Loaded> found = commits.loadMember(member);
        if (found.isEmpty()) {
            return Optional.of(refuse(request, null, new Refusal.MemberNotFound()));
        }
        Commits.Loaded loaded = found.get();
        if (request.objection().isPresent()) {
            return Optional.of(refuse(request, member, request.objection().get()));
        }
        Optional<List<Redemption>> redemptions = commits.redemptions(paidWith, loaded);
        if (redemptions.isEmpty()) {
            return Optional.empty();
        }
        Optional<OperationKey> unknown = paidWith.stream()
                .filter(operation -> redemptions.get().stream()
                        .noneMatch(known -> known.operation().equals(operation)))
                .findFirst();
        if (unknown.isPresent()) {
            return Optional.of(refuse(request, member, new Refusal.RedemptionNotUsable(unknown.get())));
        }
        Scene scene = new Scene(
                loaded.settled(),
                request.operation(),
                redemptions.get(),
                programs.current(),
                loaded.now(),
                new Counter(request.origin().channel(), named.codeStep()));
        return switch (decider.decide(scene)) {
            case Decision.Refused(Refusal refusal) -> Optional.of(refuse(request, member, refusal));
            case Decision.Unchanged() -> throw new IllegalStateException("an operation of its own changes something");
            case Decision.Accepted accepted ->
                commits.settle(loaded, request.origin())
                        ? conclude(request, member, commit(request, accepted, loaded.now(), Optional.empty(), note))
                        : Optional.empty();
        };
    }

    private Optional<Outcome> attemptToEnrol(Request request, Function<MemberId, LedgerStore.NewMember> newMember) {
        if (request.objection().isPresent()) {
            return Optional.of(refuse(request, null, request.objection().get()));
        }
        Instant now = commits.now();
        MemberId member = memberIds.get();
        Decision.Accepted decision = Decide.enrol(request.operation(), member, programs.current(), now);
        return conclude(
                request, null, commit(request, decision, now, Optional.of(newMember.apply(member)), Optional.empty()));
    }

    private LedgerStore.Commit commit(
            Request request,
            Decision.Accepted decision,
            Instant now,
            Optional<LedgerStore.NewMember> newMember,
            Optional<String> note) {
        return new LedgerStore.Commit(
                Commits.entries(decision, request.origin(), now, codes.of(request.canonical()), Optional.empty()),
                decision.next(),
                newMember,
                note);
    }

    private Optional<Outcome> conclude(Request request, @Nullable MemberId member, LedgerStore.Commit commit) {
        return switch (store.commit(commit)) {
            case LedgerStore.Committed.Done() -> Optional.of(new Outcome.Recorded(commit.entry(), false));
            case LedgerStore.Committed.AlreadyRecorded(Recorded first) -> Optional.of(replay(request, member, first));
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
    private Outcome replay(Request request, @Nullable MemberId member, Recorded recorded) {
        return switch (recorded) {
            case Tombstone _ -> new Outcome.Refused(new Refusal.OperationVoided());
            case LedgerEntry first -> {
                boolean same = codes.match(first, request.canonical())
                        && (member == null || member.equals(first.entry().member()));
                yield same
                        ? new Outcome.Recorded(
                                first,
                                !first.origin()
                                        .requestId()
                                        .equals(request.origin().requestId()))
                        : new Outcome.Refused(reused(first));
            }
        };
    }

    /** Another request has this id; what it recorded is named so that the caller can tell. */
    static Refusal reused(LedgerEntry first) {
        return new Refusal.OperationIdReused(first.at(), first.entry().fact().total());
    }
}
