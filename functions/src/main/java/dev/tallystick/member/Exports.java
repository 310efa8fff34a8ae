package dev.tallystick.member;

import dev.tallystick.access.DeviceStore;
import dev.tallystick.api.Answers;
import dev.tallystick.api.Cursor;
import dev.tallystick.api.EntryJson;
import dev.tallystick.http.HttpResponse;
import dev.tallystick.json.JsonObject;
import dev.tallystick.ledger.Accounts;
import dev.tallystick.ledger.Directory;
import dev.tallystick.ledger.LedgerEntry;
import dev.tallystick.ledger.Programs;
import dev.tallystick.ledger.Statements;
import dev.tallystick.points.Account;
import dev.tallystick.points.Fact;
import dev.tallystick.points.MemberId;
import dev.tallystick.points.Refusal;
import dev.tallystick.wiring.Wiring;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All that is stored of a member: who it is and what there is on the first page, then every entry, the oldest first. */
final class Exports {

    private static final int ENTRIES_A_PAGE = 100;

    private final Accounts accounts;
    private final Directory directory;
    private final DeviceStore devices;
    private final Statements statements;
    private final Programs programs;
    private final Answers answers;
    private final InstantSource clock;

    Exports(Wiring wiring) {
        this.accounts = wiring.accounts();
        this.directory = wiring.directory();
        this.devices = new DeviceStore(wiring.database(), wiring.tables());
        this.statements = wiring.statements();
        this.programs = wiring.programs();
        this.answers = wiring.answers();
        this.clock = wiring.clock();
    }

    HttpResponse first(MemberId member) {
        return accounts.ofMember(member)
                .map(account -> {
                    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
                    Account settled = account.settle(now).account();
                    return page(
                            account,
                            0,
                            new JsonObject()
                                    .with("exportedAt", now.toString())
                                    .with(
                                            "member",
                                            new MemberAnswers(directory).whole(settled, programs.current(), now))
                                    .with("account", AccountJson.of(settled))
                                    .with("devices", DevicesJson.of(devices.find(member), now)));
                })
                .orElseGet(this::notFound);
    }

    /** @param seq of the last entry of the page before */
    HttpResponse after(MemberId member, long seq) {
        return accounts.ofMember(member)
                .map(account -> page(account, seq, new JsonObject()))
                .orElseGet(this::notFound);
    }

    private HttpResponse page(Account account, long after, JsonObject page) {
        List<LedgerEntry> entries = statements.oldestFirst(account.member(), ENTRIES_A_PAGE, after);
        return HttpResponse.of(
                200,
                page.with("entries", entries.stream().map(this::entry).toList())
                        .with("nextCursor", next(account, after, entries))
                        .build());
    }

    /** The account knows how many entries there are; the index may be a moment behind, and then there is a further page. */
    private static @Nullable String next(Account account, long after, List<LedgerEntry> entries) {
        long last = entries.isEmpty() ? after : entries.getLast().entry().seq();
        return last >= account.seq() || last == 0 ? null : Cursor.of(Long.toString(last));
    }

    private Map<String, Object> entry(LedgerEntry entry) {
        return new JsonObject()
                .withAll(EntryJson.of(entry, programs.of(entry)))
                .with("note", entry.entry().fact() instanceof Fact.Adjusted ? note(entry) : null)
                .build();
    }

    private @Nullable String note(LedgerEntry entry) {
        return directory.note(entry.entry().member(), entry.entryId()).orElse(null);
    }

    private HttpResponse notFound() {
        return answers.problem(new Refusal.MemberNotFound()).response();
    }
}
