package dev.tallystick.ledger;

import dev.tallystick.points.Account;
import dev.tallystick.points.Command;
import dev.tallystick.points.Counter;
import dev.tallystick.points.Decide;
import dev.tallystick.points.DecidePurchase;
import dev.tallystick.points.Decision;
import dev.tallystick.points.Fact;
import dev.tallystick.points.MemberId;
import dev.tallystick.points.Money;
import dev.tallystick.points.OperationKey;
import dev.tallystick.points.OperationKind;
import dev.tallystick.points.Program;
import dev.tallystick.points.Redemption;
import dev.tallystick.points.Refusal;
import dev.tallystick.points.Scene;
import dev.tallystick.store.Backoff;
import dev.tallystick.store.Names;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Decides as the ledger does and commits nothing. */
public final class Quotes {

    private static final MemberId NOBODY = new MemberId("nobody");
    private static final OperationKey NO_PURCHASE = new OperationKey(OperationKind.PURCHASE, "quote", null, "-");
    private static final OperationKey NO_ENROLMENT = new OperationKey(OperationKind.ENROLMENT, "quote", null, "-");

    private final LedgerStore store;
    private final Directory directory;
    private final Programs programs;
    private final InstantSource clock;

    public Quotes(LedgerStore store, Directory directory, Programs programs, InstantSource clock) {
        this.store = store;
        this.directory = directory;
        this.programs = programs;
        this.clock = clock;
    }

    /** What a quote comes to. */
    public sealed interface Outcome {

        /**
         * What the purchase would do.
         *
         * @param paid value of the points that pay for it
         * @param account the member's as it stands, where one is named
         * @param counter where the member is served
         */
        record Quoted(Fact.Earned earned, Money paid, Optional<Account> account, Program program, Counter counter)
                implements Outcome {}

        record Refused(Refusal refusal) implements Outcome {}
    }

    /** What the purchase would earn this member, or someone who joins with it where none is named. */
    public Outcome quote(Optional<MemberName> member, Command.RecordPurchase purchase, List<OperationKey> paidWith) {
        Commits commits = new Commits(store, clock, Backoff::new);
        return commits.untilSettled(() -> attempt(commits, member, purchase, paidWith));
    }

    private Optional<Outcome> attempt(
            Commits commits,
            Optional<MemberName> member,
            Command.RecordPurchase purchase,
            List<OperationKey> paidWith) {
        Program program = programs.current();
        Directory.Named named = member.map(directory::named).orElseGet(Directory.Nobody::new);
        if (named instanceof Directory.Blocked(MemberId _, Identifier.Type type)) {
            return Optional.of(new Outcome.Refused(new Refusal.IdentifierBlocked(Names.of(type))));
        }
        Optional<Directory.Found> found =
                named instanceof Directory.Found known ? Optional.of(known) : Optional.empty();
        Optional<Commits.Loaded> loaded = found.map(Directory.Found::member).flatMap(commits::loadMember);
        Counter counter = new Counter(
                purchase.channel(), found.map(Directory.Found::codeStep).orElse(null));
        if (member.isPresent() && loaded.isEmpty()) {
            return Optional.of(new Outcome.Refused(new Refusal.MemberNotFound()));
        }
        if (loaded.isEmpty() && !paidWith.isEmpty()) {
            return Optional.of(new Outcome.Refused(new Refusal.RedemptionNotUsable(paidWith.getFirst())));
        }
        Optional<List<Redemption>> redemptions =
                loaded.isEmpty() ? Optional.of(List.of()) : commits.redemptions(paidWith, loaded.get());
        return redemptions.map(known -> decide(commits.now(), loaded, purchase, paidWith, known, program, counter));
    }

    private static Outcome decide(
            Instant now,
            Optional<Commits.Loaded> loaded,
            Command.RecordPurchase purchase,
            List<OperationKey> paidWith,
            List<Redemption> redemptions,
            Program program,
            Counter counter) {
        for (OperationKey named : paidWith) {
            if (redemptions.stream().noneMatch(known -> known.operation().equals(named))) {
                return new Outcome.Refused(new Refusal.RedemptionNotUsable(named));
            }
        }
        Account account = loaded.map(Commits.Loaded::settled)
                .orElseGet(
                        () -> Decide.enrol(NO_ENROLMENT, NOBODY, program, now).next());
        Scene scene = new Scene(
                account,
                NO_PURCHASE,
                redemptions,
                program,
                loaded.map(Commits.Loaded::now).orElse(now));
        return switch (DecidePurchase.record(scene, purchase)) {
            case Decision.Accepted accepted ->
                new Outcome.Quoted(
                        (Fact.Earned) accepted.entry().fact(),
                        redemptions.stream().map(Redemption::valueLeft).reduce(Money.ZERO, Money::plus),
                        loaded.map(Commits.Loaded::settled),
                        program,
                        counter);
            case Decision.Refused(Refusal refusal) -> new Outcome.Refused(refusal);
            case Decision.Unchanged() -> throw new IllegalStateException("a purchase changes something");
        };
    }
}
