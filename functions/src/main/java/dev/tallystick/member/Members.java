package dev.tallystick.member;

import dev.tallystick.api.Answers;
import dev.tallystick.http.HttpResponse;
import dev.tallystick.json.JsonObject;
import dev.tallystick.ledger.Accounts;
import dev.tallystick.ledger.Directory;
import dev.tallystick.ledger.Identifier;
import dev.tallystick.ledger.MemberName;
import dev.tallystick.ledger.Presences;
import dev.tallystick.ledger.Programs;
import dev.tallystick.points.Account;
import dev.tallystick.points.MemberId;
import dev.tallystick.points.Program;
import dev.tallystick.points.Refusal;
import dev.tallystick.store.Names;
import dev.tallystick.wiring.Wiring;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

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
        return switch (directory.named(name)) {
            case Directory.Found(MemberId id, var _) -> shown(id, answers::now);
            case Directory.Nobody() -> refused(new Refusal.MemberNotFound());
            case Directory.Blocked(MemberId _, Identifier.Type type) ->
                refused(new Refusal.IdentifierBlocked(Names.of(type)));
        };
    }

    /** As {@link #answer(MemberName)}; who shows a member code is present at the source for a while. */
    HttpResponse answer(MemberName name, String source) {
        return name instanceof MemberName.ByCode && directory.named(name) instanceof Directory.Found found
                ? shown(
                        found.member(),
                        (account, program, now) -> new JsonObject()
                                .withAll(answers.now(account, program, now))
                                .with("presence", presences.of(found, source, now))
                                .build())
                : answer(name);
    }

    /** With all that a shop needs and a till does not. */
    HttpResponse whole(MemberId member) {
        return shown(member, answers::whole);
    }

    private interface Shown {
        Map<String, Object> of(Account account, Program program, Instant now);
    }

    private HttpResponse shown(MemberId member, Shown shown) {
        return accounts.ofMember(member)
                .map(account -> {
                    Instant now = clock.instant();
                    return HttpResponse.of(200, shown.of(account.settle(now).account(), programs.current(), now));
                })
                .orElseGet(() -> refused(new Refusal.MemberNotFound()));
    }

    private HttpResponse refused(Refusal refusal) {
        return new Answers(programs).problem(refusal).response();
    }
}
