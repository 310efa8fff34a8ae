package dev.tallystick.member;

import dev.tallystick.http.HttpResponse;
import dev.tallystick.http.Problem;
import dev.tallystick.http.ProblemCode;
import dev.tallystick.ledger.Accounts;
import dev.tallystick.ledger.Directory;
import dev.tallystick.ledger.MemberName;
import dev.tallystick.ledger.Programs;
import dev.tallystick.wiring.Wiring;
import java.time.Instant;
import java.time.InstantSource;

/** Members as they stand now. */
final class Members {

    private final Directory directory;
    private final Accounts accounts;
    private final Programs programs;
    private final InstantSource clock;
    private final MemberAnswers answers;

    Members(Wiring wiring) {
        this(wiring.directory(), wiring.accounts(), wiring.programs(), wiring.clock());
    }

    Members(Directory directory, Accounts accounts, Programs programs, InstantSource clock) {
        this.directory = directory;
        this.accounts = accounts;
        this.programs = programs;
        this.clock = clock;
        this.answers = new MemberAnswers(directory);
    }

    HttpResponse answer(MemberName name) {
        return directory
                .resolve(name)
                .flatMap(accounts::ofMember)
                .map(account -> {
                    Instant now = clock.instant();
                    return HttpResponse.of(200, answers.now(account.settle(now).account(), programs.current(), now));
                })
                .orElseGet(() -> Problem.of(ProblemCode.MEMBER_NOT_FOUND, "No member goes by the name given")
                        .response());
    }
}
