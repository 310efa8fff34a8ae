package dev.tallystick.adjustment;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tallystick.access.Access;
import dev.tallystick.access.Caller;
import dev.tallystick.access.Scope;
import dev.tallystick.api.Answers;
import dev.tallystick.api.Call;
import dev.tallystick.http.HttpFunction;
import dev.tallystick.http.HttpRequest;
import dev.tallystick.http.HttpResponse;
import dev.tallystick.json.JsonObject;
import dev.tallystick.ledger.Ledger;
import dev.tallystick.ledger.LedgerEntry;
import dev.tallystick.ledger.Request;
import dev.tallystick.points.Decide;
import dev.tallystick.points.OperationKind;
import dev.tallystick.points.Program;
import dev.tallystick.wiring.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.Map;

/** {@code POST /v1/adjustments}: the retailer gives or takes points by hand, for a reason. */
public final class AdjustPoints implements RequestStreamHandler {

    private final Ledger ledger;
    private final Answers answers;
    private final InstantSource clock;
    private final HttpFunction http;

    public AdjustPoints() {
        this(Wiring.fromEnvironment());
    }

    private AdjustPoints(Wiring wiring) {
        this(wiring.access(), wiring.ledger(), wiring.answers(), wiring.clock());
    }

    AdjustPoints(Access access, Ledger ledger, Answers answers, InstantSource clock) {
        this.ledger = ledger;
        this.answers = answers;
        this.clock = clock;
        this.http = access.require(Scope.ADJUSTMENTS, this::answer);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        http.serve(event, answer);
    }

    private HttpResponse answer(Caller caller, HttpRequest httpRequest) {
        AdjustmentRequest adjustment = AdjustmentRequest.read(httpRequest.body(), caller);
        Request request = adjustment
                .write()
                .request(OperationKind.ADJUSTMENT, Call.of(caller, httpRequest), adjustment.asked(), clock.instant());
        Ledger.Decider decider = scene -> Decide.adjust(scene, adjustment.command(caller));
        String note = adjustment.note();
        return answers.of(
                note == null
                        ? ledger.record(request, adjustment.member(), decider)
                        : ledger.recordWithNote(request, adjustment.member(), decider, note),
                AdjustPoints::shown);
    }

    private static Map<String, Object> shown(LedgerEntry recorded, Program program) {
        return new JsonObject()
                .with("id", recorded.key().id())
                .with("points", recorded.entry().postings().points())
                .with("balance", Answers.balance(recorded.entry().balanceAfter(), program))
                .build();
    }
}
