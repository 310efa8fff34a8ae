package dev.tallystick.upkeep;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tallystick.http.InvokedFunction;
import dev.tallystick.json.Fields;
import dev.tallystick.json.JsonObject;
import dev.tallystick.ledger.AllMembers;
import dev.tallystick.ledger.Audit;
import dev.tallystick.log.Log;
import dev.tallystick.points.MemberId;
import dev.tallystick.store.Backoff;
import dev.tallystick.wiring.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Holds every account against its entries and the trial balance against zero, by schedule and by {@code make audit}. Several
 * calls can share the members, each with a part of them. Each difference is a line in the log, on which an alarm stands, and in
 * the answer.
 */
public final class AuditLedger implements RequestStreamHandler {

    private static final int SPARE_MILLIS = 20_000;
    private static final int MOST_SHOWN = 100;

    private final Walk walk;
    private final AllMembers members;
    private final Audit audit;
    private final BooksCheck books;

    public AuditLedger() {
        this(Wiring.fromEnvironment());
    }

    private AuditLedger(Wiring wiring) {
        this(
                new Walk(wiring.database(), wiring.tables()),
                new AllMembers(wiring.database(), wiring.tables()),
                new Audit(wiring.accounts(), wiring.statements(), Backoff::new),
                new BooksCheck(wiring.database(), wiring.tables()));
    }

    AuditLedger(Walk walk, AllMembers members, Audit audit, BooksCheck books) {
        this.walk = walk;
        this.members = members;
        this.audit = audit;
        this.books = books;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        new InvokedFunction(payload -> answer(payload, () -> context.getRemainingTimeInMillis() > SPARE_MILLIS))
                .serve(event, answer);
    }

    private Map<String, Object> answer(Fields payload, BooleanSupplier timeIsLeft) {
        WalkRequest request = WalkRequest.read(payload);
        List<Map<String, Object>> differences = Collections.synchronizedList(new ArrayList<>());
        Walk.State state = walk.go(
                "audit-" + request.name(),
                request.restart(),
                from -> members.withAccounts(
                        from, request.share().part(), request.share().parts()),
                member -> visit(member, differences),
                timeIsLeft);
        Map<String, Object> report = new JsonObject()
                .with("members", state.counts().getOrDefault("members", 0L))
                .with("entries", state.counts().getOrDefault("entries", 0L))
                .with("differing", state.counts().getOrDefault("differing", 0L))
                .with("differences", differences)
                .with("unbalancedBy", books.difference())
                .with("done", state.done())
                .build();
        Log.info("audited", new JsonObject().withAll(report).with("walk", request.name()));
        return report;
    }

    private Map<String, Long> visit(MemberId member, List<Map<String, Object>> differences) {
        Audit.Finding finding = audit.audit(member);
        finding.difference().ifPresent(difference -> {
            JsonObject line = new JsonObject().with("member", member.value()).with("difference", difference);
            Log.error("audit-difference", line);
            if (differences.size() < MOST_SHOWN) {
                differences.add(line.build());
            }
        });
        return Map.of(
                "members",
                1L,
                "entries",
                finding.entries(),
                "differing",
                finding.difference().isPresent() ? 1L : 0L);
    }
}
