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
import dev.tallystick.operation.Purchases;
import dev.tallystick.wiring.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** {@code POST /v1/purchases}: goods were bought, the member earns. */
public final class RecordPurchase implements RequestStreamHandler {

    private final Purchases purchases;
    private final Answers answers;
    private final HttpFunction http;

    public RecordPurchase() {
        this(Wiring.fromEnvironment());
    }

    private RecordPurchase(Wiring wiring) {
        this(wiring.access(), wiring.purchases(), wiring.answers());
    }

    RecordPurchase(Access access, Purchases purchases, Answers answers) {
        this.purchases = purchases;
        this.answers = answers;
        this.http = access.require(Scope.PURCHASES, this::answer);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        http.serve(event, answer);
    }

    private HttpResponse answer(Caller caller, HttpRequest request) {
        return answers.of(purchases.record(Call.of(caller, request), request.body()), PurchaseAnswer::of);
    }
}
