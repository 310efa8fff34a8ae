package dev.tallystick.redemption;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tallystick.access.Access;
import dev.tallystick.access.Caller;
import dev.tallystick.access.Scope;
import dev.tallystick.api.Answers;
import dev.tallystick.api.Call;
import dev.tallystick.api.MoneyJson;
import dev.tallystick.http.HttpFunction;
import dev.tallystick.http.HttpRequest;
import dev.tallystick.http.HttpResponse;
import dev.tallystick.json.JsonObject;
import dev.tallystick.ledger.LedgerEntry;
import dev.tallystick.operation.Redemptions;
import dev.tallystick.points.Program;
import dev.tallystick.points.Redemption;
import dev.tallystick.wiring.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** {@code POST /v1/redemptions}: points are spent at once, or held. */
public final class RedeemPoints implements RequestStreamHandler {

    private final Redemptions redemptions;
    private final Answers answers;
    private final HttpFunction http;

    public RedeemPoints() {
        this(Wiring.fromEnvironment());
    }

    private RedeemPoints(Wiring wiring) {
        this(wiring.access(), wiring.redemptions(), wiring.answers());
    }

    RedeemPoints(Access access, Redemptions redemptions, Answers answers) {
        this.redemptions = redemptions;
        this.answers = answers;
        this.http = access.require(Scope.REDEMPTIONS, this::answer);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        http.serve(event, answer);
    }

    private HttpResponse answer(Caller caller, HttpRequest request) {
        return answers.of(redemptions.redeem(Call.of(caller, request), request.body()), RedeemPoints::shown);
    }

    private static Map<String, Object> shown(LedgerEntry recorded, Program program) {
        Redemption redemption = Redemption.of(List.of(recorded.entry()));
        Instant expiresAt = redemption.expiresAt();
        return new JsonObject()
                .with("id", recorded.key().id())
                .with("status", expiresAt == null ? "redeemed" : "held")
                .with("points", redemption.points().value())
                .with("value", MoneyJson.of(redemption.value(), program.currency()))
                .with("expiresAt", expiresAt == null ? null : expiresAt.toString())
                .with("balance", Answers.balance(recorded.entry().balanceAfter(), program))
                .build();
    }
}
