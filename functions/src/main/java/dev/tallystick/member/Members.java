package dev.tallystick.member;

import dev.tallystick.http.HttpResponse;
import dev.tallystick.http.Problem;
import dev.tallystick.http.ProblemCode;
import dev.tallystick.json.JsonObject;
import dev.tallystick.ledger.Accounts;
import dev.tallystick.ledger.Directory;
import dev.tallystick.ledger.MemberName;
import dev.tallystick.ledger.Presences;
import dev.tallystick.ledger.Programs;
import dev.tallystick.wiring.Wiring;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** Members as they stand now. */
final class Members {

    private final Directory directory;
    private final Accounts accounts;
    private final Presences presences;
    private final Programs programs;
    private final InstantSource clock;
    private final MemberAnswers answers;

    Members(Wiring wiring) {
        this(wiring.directory(), wiring.accounts(), wiring.presences(), wiring.programs(), wiring.clock());
    }

    Members(Directory directory, Accounts accounts, Presences presences, Programs programs, InstantSource clock) {
        this.directory = directory;
        this.presences = presences;
        this.accounts = accounts;
        this.programs = programs;
        this.clock = clock;
        this.answers = new MemberAnswers(directory);
    }

    HttpResponse answer(MemberName name) {
        return directory.find(name).flatMap(this::shown).map(Members::ok).orElseGet(Members::notFound);
    }

    /** As {@link #answer(MemberName)}; who shows a member code is present at the source for a while. */
    HttpResponse answer(MemberName name, String source) {
        return directory
                .find(name)
                .flatMap(found -> shown(found)
                        .map(member -> new JsonObject()
                                .withAll(member)
                                .with(
                                        "presence",
                                        name instanceof MemberName.ByCode
                                                ? presences.of(found, source, clock.instant())
                                                : null)
                                .build()))
                .map(Members::ok)
                .orElseGet(Members::notFound);
    }

    private Optional<Map<String, Object>> shown(Directory.Found found) {
        Instant now = clock.instant();
        return accounts.find(found.member())
                .map(account -> answers.now(account.settle(now).account(), programs.current(), now));
    }

    private static HttpResponse ok(Map<String, Object> member) {
        return HttpResponse.of(200, member);
    }

    private static HttpResponse notFound() {
        return Problem.of(ProblemCode.MEMBER_NOT_FOUND, "No member goes by the name given")
                .response();
    }
}
