package dev.tallystick.purchase;

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
import dev.tallystick.operation.Refunds;
import dev.tallystick.wiring.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** {@code POST /v1/refunds}: goods came back, at whatever source. */
public final class RefundPurchase implements RequestStreamHandler {

    private final Refunds refunds;
    private final Answers answers;
    private final HttpFunction http;

    public RefundPurchase() {
        this(Wiring.fromEnvironment());
    }

    private RefundPurchase(Wiring wiring) {
        this(wiring.access(), wiring.refunds(), wiring.answers());
    }

    RefundPurchase(Access access, Refunds refunds, Answers answers) {
        this.refunds = refunds;
        this.answers = answers;
        this.http = access.require(Scope.REFUNDS, this::answer);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        http.serve(event, answer);
    }

    private HttpResponse answer(Caller caller, HttpRequest request) {
        return switch (refunds.refund(Call.of(caller, request), request.body())) {
            case Refunds.Refunded.Answered(var _, var purchase, var followed) ->
                answers.of(
                        followed,
                        201,
                        purchase,
                        (done, program) -> PurchaseJson.refund(done.entry().orElseThrow(), program));
            case Refunds.Refunded.Waits(String id) ->
                HttpResponse.of(
                        202,
                        new JsonObject()
                                .with("id", id)
                                .with("status", "waiting")
                                .build());
        };
    }
}
