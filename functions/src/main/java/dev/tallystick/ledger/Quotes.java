package dev.tallystick.ledger;

import dev.tallystick.points.Account;
import dev.tallystick.points.Command;
import dev.tallystick.points.Decide;
import dev.tallystick.points.Decision;
import dev.tallystick.points.Entry;
import dev.tallystick.points.Fact;
import dev.tallystick.points.MemberId;
import dev.tallystick.points.Program;
import dev.tallystick.points.Refusal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Decides as the ledger does and commits nothing. */
public final class Quotes {

    private static final MemberId NOBODY = new MemberId("nobody");

    private final Directory directory;
    private final Accounts accounts;
    private final Programs programs;
    private final InstantSource clock;

    public Quotes(Directory directory, Accounts accounts, Programs programs, InstantSource clock) {
        this.directory = directory;
        this.accounts = accounts;
        this.programs = programs;
        this.clock = clock;
    }

    /** What a quote comes to. */
    public sealed interface Outcome {

        /**
         * What the purchase would do.
         *
         * @param account the member's as it stands, where one is named
         */
        record Quoted(Fact.Earned earned, Optional<Account> account, Program program) implements Outcome {}

        record Refused(Refusal refusal) implements Outcome {}
    }

    /** What the purchase would earn this member, or someone who joins with it where none is named. */
    public Outcome quote(Optional<MemberName> member, Command.RecordPurchase purchase) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Program program = programs.current();
        Optional<Account> account =
                member.flatMap(directory::resolve).flatMap(accounts::find).map(found -> found.settledAt(now));
        if (member.isPresent() && account.isEmpty()) {
            return new Outcome.Refused(new Refusal.MemberNotFound());
        }
        Account quoted =
                account.orElseGet(() -> Decide.enrol(NOBODY, program, now).next());
        return switch (Decide.purchase(quoted, purchase, program, now)) {
            case Decision.Accepted(Entry entry, Account _) ->
                new Outcome.Quoted((Fact.Earned) entry.fact(), account, program);
            case Decision.Refused(Refusal refusal) -> new Outcome.Refused(refusal);
        };
    }
}
