package dev.tallystick.ledger;

import dev.tallystick.points.Command;
import dev.tallystick.points.Counter;
import dev.tallystick.points.DecidePurchase;
import dev.tallystick.points.DecideRedemption;
import dev.tallystick.points.Decision;
import dev.tallystick.points.Entry;
import dev.tallystick.points.Fact;
import dev.tallystick.points.MemberId;
import dev.tallystick.points.OperationKey;
import dev.tallystick.points.Program;
import dev.tallystick.points.Purchase;
import dev.tallystick.points.Redemption;
import dev.tallystick.points.Refusal;
import dev.tallystick.points.Scene;
import dev.tallystick.store.Backoff;
import dev.tallystick.store.Pause;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * Load, decide, commit: how the further steps of an operation come about. The account is read before the steps, so that a
 * step that the account does not know is seen to be younger; the next step's number is put only if nobody has it, so that of
 * two steps that fit alone but not together one has to look again.
 *
 * <p>Every method may throw {@link Backoff.Exhausted} when conflicts outlast the retries, and
 * {@link dev.tallystick.store.Unavailable} when the store does not answer.
 */
public final class FollowUps {

    private final LedgerStore store;
    private final Programs programs;
    private final RequestCodes codes;
    private final Commits commits;

    public FollowUps(LedgerStore store, Programs programs, RequestCodes codes, InstantSource clock) {
        this(store, programs, codes, clock, Backoff::new);
    }

    /** @param pauses one for each request, between attempts */
    FollowUps(
            LedgerStore store,
            Programs programs,
            RequestCodes codes,
            InstantSource clock,
            Supplier<? extends Pause> pauses) {
        this.store = store;
        this.programs = programs;
        this.codes = codes;
        this.commits = new Commits(store, clock, pauses);
    }

    /** One of the domain's functions with its command; {@code then} is the program that decided the operation. */
    private interface Decider<S> {
        Decision decide(Scene scene, S subject, Program then);
    }

    /**
     * A kind of step.
     *
     * @param earlier how an earlier step is known that this request may repeat
     * @param closes whether it closes an operation that has not come
     * @param repeats whether an earlier request has done it, where there is nothing to do
     */
    private record Step<S>(
            Subject<S> subject, Predicate<LedgerEntry> earlier, boolean closes, boolean repeats, Decider<S> decider) {}

    /**
     * What the steps are of.
     *
     * @param paidWith redemptions that a step concerns as well
     * @param all what a step takes that names no amount
     */
    private record Subject<S>(
            Function<List<Entry>, S> state,
            Refusal unknown,
            Function<S, List<OperationKey>> paidWith,
            ToLongFunction<S> all) {

        private long all(List<LedgerEntry> steps) {
            return all.applyAsLong(
                    state.apply(steps.stream().map(LedgerEntry::entry).toList()));
        }
    }

    private static final Subject<Purchase> PURCHASE = new Subject<>(
            Purchase::of,
            new Refusal.PurchaseNotFound(),
            purchase -> purchase.earned().paidWith().stream()
                    .map(Fact.Paid::redemption)
                    .toList(),
            purchase -> purchase.leftToActivate().minorUnits());

    private static final Subject<Redemption> REDEMPTION = new Subject<>(
            Redemption::of,
            new Refusal.RedemptionNotFound(),
            redemption -> List.of(),
            redemption -> redemption.left().total().value());

    /** Goods were collected, delivered or paid. */
    public Followed<Purchase> activate(FollowUp request, Command.Activate command) {
        return take(
                request,
                PURCHASE,
                byStepId(request, Fact.Activated.class),
                (scene, purchase, then) -> DecidePurchase.activate(scene, purchase, command));
    }

    /** Goods came back. */
    public Followed<Purchase> refund(FollowUp request, Command.Refund command) {
        return take(
                request,
                PURCHASE,
                byStepId(request, Fact.ClawedBack.class),
                (scene, purchase, then) -> DecidePurchase.refund(scene, purchase, command, then));
    }

    /** A purchase never happened, or never will. */
    public Followed<Purchase> voidPurchase(FollowUp request) {
        return close(
                request,
                PURCHASE,
                Fact.PurchaseVoided.class,
                (scene, purchase, then) -> DecidePurchase.voided(scene, purchase));
    }

    /** A hold is to last longer. */
    public Followed<Redemption> extend(FollowUp request, Command.Extend command) {
        return take(
                request,
                REDEMPTION,
                step -> false,
                (scene, redemption, then) -> DecideRedemption.extend(scene, redemption, command));
    }

    /** Held points are spent. Who repeats it must be the one who did it, or two tills would give the same goods. */
    public Followed<Redemption> capture(FollowUp request, Command.Capture command) {
        return take(
                request,
                REDEMPTION,
                step -> step.entry().fact() instanceof Fact.Captured
                        && step.code().isPresent()
                        && step.origin().by().equals(request.origin().by()),
                (scene, redemption, then) -> DecideRedemption.capture(scene, redemption, command, then));
    }

    /** A hold is given up. */
    public Followed<Redemption> release(FollowUp request) {
        return attempt(
                request,
                new Step<>(
                        REDEMPTION,
                        bySameRequest(request, Fact.Released.class),
                        false,
                        true,
                        (scene, redemption, then) -> DecideRedemption.release(scene, redemption)));
    }

    /** Points that were spent are given back. */
    public Followed<Redemption> reverse(FollowUp request, Command.Reverse command) {
        return take(
                request,
                REDEMPTION,
                byStepId(request, Fact.Reversed.class),
                (scene, redemption, then) -> DecideRedemption.reverse(scene, redemption, command));
    }

    /** A redemption never happened, or never will. */
    public Followed<Redemption> voidRedemption(FollowUp request) {
        return close(
                request,
                REDEMPTION,
                Fact.RedemptionVoided.class,
                (scene, redemption, then) -> DecideRedemption.voided(scene, redemption));
    }

    private static Predicate<LedgerEntry> byStepId(FollowUp request, Class<? extends Fact> kind) {
        return step -> kind.isInstance(step.entry().fact())
                && step.stepId().equals(request.stepId())
                && step.origin().by().equals(request.origin().by());
    }

    /** A step without an id of its own is known by who took it and what was asked; whoever else asks is told how things are. */
    private Predicate<LedgerEntry> bySameRequest(FollowUp request, Class<? extends Fact> kind) {
        return step -> kind.isInstance(step.entry().fact())
                && step.code().isPresent()
                && step.origin().by().equals(request.origin().by())
                && codes.match(step, request.canonical().apply(0));
    }

    private <S> Followed<S> take(
            FollowUp request, Subject<S> subject, Predicate<LedgerEntry> earlier, Decider<S> decider) {
        return attempt(request, new Step<>(subject, earlier, false, false, decider));
    }

    private <S> Followed<S> close(
            FollowUp request, Subject<S> subject, Class<? extends Fact> kind, Decider<S> decider) {
        return attempt(request, new Step<>(subject, bySameRequest(request, kind), true, true, decider));
    }

    private <S> Followed<S> attempt(FollowUp request, Step<S> step) {
        return commits.untilSettled(() -> attemptOnce(request, step));
    }

    private <S> Optional<Followed<S>> attemptOnce(FollowUp request, Step<S> step) {
        Optional<Recorded> recorded = store.find(request.subject());
        if (recorded.isEmpty()) {
            return step.closes()
                    ? close(request)
                    : Optional.of(new Followed.Refused<>(step.subject().unknown()));
        }
        return switch (recorded.get()) {
            case Tombstone tombstone ->
                Optional.of(
                        step.closes()
                                ? new Followed.Closed<>(!isOwn(tombstone, request))
                                : new Followed.Refused<>(new Refusal.OperationVoided()));
            case LedgerEntry first -> attempt(request, step, first);
        };
    }

    private <S> Optional<Followed<S>> close(FollowUp request) {
        Tombstone tombstone = new Tombstone(Commits.first(request.subject()), commits.now(), request.origin());
        return store.close(tombstone) ? Optional.of(new Followed.Closed<>(false)) : Optional.empty();
    }

    private <S> Optional<Followed<S>> attempt(FollowUp request, Step<S> step, LedgerEntry first) {
        MemberId member = first.entry().member();
        Optional<Commits.Loaded> found = commits.load(member);
        if (found.isEmpty()) {
            return Optional.of(new Followed.Refused<>(new Refusal.MemberNotFound()));
        }
        Commits.Loaded loaded = found.get();
        Optional<List<LedgerEntry>> steps = commits.steps(request.subject(), loaded);
        if (steps.isEmpty()) {
            return Optional.empty();
        }
        Optional<Followed<S>> replay = replay(request, step, steps.get());
        if (replay.isPresent()) {
            return replay;
        }
        if (request.objection().isPresent()) {
            return Optional.of(new Followed.Refused<>(request.objection().get()));
        }
        List<LedgerEntry> upToNow = Stream.concat(
                        steps.get().stream(),
                        Commits.due(loaded, request.origin()).stream()
                                .filter(due -> History.isStepOf(request.subject(), due.entry())))
                .toList();
        S state = step.subject()
                .state()
                .apply(upToNow.stream().map(LedgerEntry::entry).toList());
        Optional<List<Redemption>> redemptions =
                commits.redemptions(step.subject().paidWith().apply(state), loaded);
        if (redemptions.isEmpty()) {
            return Optional.empty();
        }
        Scene scene = new Scene(
                loaded.settled(),
                request.subject(),
                redemptions.get(),
                programs.current(),
                loaded.now(),
                new Counter(request.origin().channel(), null));
        return switch (step.decider().decide(scene, state, programs.of(first))) {
            case Decision.Refused(Refusal refusal) -> Optional.of(new Followed.Refused<>(refusal));
            case Decision.Unchanged() ->
                Optional.of(new Followed.Done<>(
                        History.of(upToNow, step.subject().state()),
                        loaded.settled().next(loaded.now()),
                        loaded.settled().balance(),
                        Optional.empty(),
                        step.repeats()));
            case Decision.Accepted accepted ->
                commits.settle(loaded, request.origin())
                        ? conclude(request, step, accepted, upToNow, loaded)
                        : Optional.empty();
        };
    }

    /** The outcome of an earlier step that this request repeats. */
    private <S> Optional<Followed<S>> replay(FollowUp request, Step<S> step, List<LedgerEntry> steps) {
        for (int i = 0; i < steps.size(); i++) {
            LedgerEntry earlier = steps.get(i);
            if (step.earlier().test(earlier)) {
                boolean same = codes.match(
                        earlier, request.canonical().apply(step.subject().all(steps.subList(0, i))));
                return Optional.of(
                        same
                                ? done(step, steps.subList(0, i + 1), !isOwn(earlier, request))
                                : new Followed.Refused<>(Ledger.reused(earlier)));
            }
        }
        return Optional.empty();
    }

    private <S> Optional<Followed<S>> conclude(
            FollowUp request,
            Step<S> step,
            Decision.Accepted accepted,
            List<LedgerEntry> steps,
            Commits.Loaded loaded) {
        RequestCode code = codes.of(
                request.canonical().apply(step.closes() ? 0 : step.subject().all(steps)));
        List<LedgerEntry> entries = Commits.entries(accepted, request.origin(), loaded.now(), code, request.stepId());
        LedgerStore.Commit commit =
                new LedgerStore.Commit(entries, accepted.next(), Optional.empty(), Optional.empty());
        return switch (store.commit(commit)) {
            case LedgerStore.Committed.Done() ->
                Optional.of(done(
                        step,
                        Stream.concat(steps.stream(), Stream.of(commit.entry())).toList(),
                        false));
            case LedgerStore.Committed.Conflict() -> Optional.empty();
            case LedgerStore.Committed.AlreadyRecorded _, LedgerStore.Committed.IdentifierTaken _ ->
                throw new IllegalStateException("a step is not an operation's own entry");
        };
    }

    private static <S> Followed<S> done(Step<S> step, List<LedgerEntry> steps, boolean replayed) {
        LedgerEntry own = steps.getLast();
        return new Followed.Done<>(
                History.of(steps, step.subject().state()),
                own.at(),
                own.entry().balanceAfter(),
                Optional.of(own),
                replayed);
    }

    private static boolean isOwn(Recorded recorded, FollowUp request) {
        return recorded.origin().requestId().equals(request.origin().requestId());
    }
}
