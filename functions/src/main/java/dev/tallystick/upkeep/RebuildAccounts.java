package dev.tallystick.upkeep;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tallystick.http.InvokedFunction;
import dev.tallystick.json.Fields;
import dev.tallystick.json.JsonObject;
import dev.tallystick.ledger.AllMembers;
import dev.tallystick.ledger.Rebuild;
import dev.tallystick.log.Log;
import dev.tallystick.points.MemberId;
import dev.tallystick.store.Names;
import dev.tallystick.wiring.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Makes accounts anew from their entries, by {@code make rebuild}: for the day after a restore. Nobody else invokes it. */
public final class RebuildAccounts implements RequestStreamHandler {

    private static final int SPARE_MILLIS = 20_000;

    private final Walk walk;
    private final AllMembers members;
    private final Rebuild rebuild;

    public RebuildAccounts() {
        this(Wiring.fromEnvironment());
    }

    private RebuildAccounts(Wiring wiring) {
        this(
                new Walk(wiring.database(), wiring.tables()),
                new AllMembers(wiring.database(), wiring.tables()),
                new Rebuild(wiring.database(), wiring.tables(), wiring.accounts(), wiring.statements()));
    }

    RebuildAccounts(Walk walk, AllMembers members, Rebuild rebuild) {
        this.walk = walk;
        this.members = members;
        this.rebuild = rebuild;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        new InvokedFunction(payload -> answer(payload, () -> context.getRemainingTimeInMillis() > SPARE_MILLIS))
                .serve(event, answer);
    }

    private Map<String, Object> answer(Fields payload, BooleanSupplier timeIsLeft) {
        WalkRequest request = WalkRequest.read(payload);
        Walk.State state = walk.go(
                "rebuild-" + request.name(),
                request.restart(),
                from -> members.enrolled(
                        from, request.share().part(), request.share().parts()),
                member -> visit(member, request.force()),
                timeIsLeft);
        JsonObject report = new JsonObject().with("members", state.counts().getOrDefault("members", 0L));
        for (Rebuild.Result result : Rebuild.Result.values()) {
            report.with(Names.of(result), state.counts().getOrDefault(Names.of(result), 0L));
        }
        return report.with("done", state.done()).build();
    }

    private Map<String, Long> visit(MemberId member, boolean force) {
        Rebuild.Result result = rebuild.rebuild(member, force);
        if (result != Rebuild.Result.RIGHT) {
            Log.info(
                    "rebuilding",
                    new JsonObject().with("member", member.value()).with("result", Names.of(result)));
        }
        return Map.of("members", 1L, Names.of(result), 1L);
    }
}
