package dev.tallystick.purchase;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tallystick.access.Access;
import dev.tallystick.access.Caller;
import dev.tallystick.access.Scope;
import dev.tallystick.api.Answers;
import dev.tallystick.api.Call;
import dev.tallystick.api.OperationIds;
import dev.tallystick.http.HttpFunction;
import dev.tallystick.http.HttpRequest;
import dev.tallystick.http.HttpResponse;
import dev.tallystick.http.ProblemCode;
import dev.tallystick.json.Fields;
import dev.tallystick.operation.Purchases;
import dev.tallystick.points.OperationKey;
import dev.tallystick.points.OperationKind;
import dev.tallystick.wiring.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** {@code POST /v1/purchases/{id}/…}: what follows a purchase: activations, void. */
public final class FollowPurchase implements RequestStreamHandler {

    private final Purchases purchases;
    private final Answers answers;
    private final HttpFunction http;

    public FollowPurchase() {
        this(Wiring.fromEnvironment());
    }

    private FollowPurchase(Wiring wiring) {
        this(wiring.access(), wiring.purchases(), wiring.answers());
    }

    FollowPurchase(Access access, Purchases purchases, Answers answers) {
        this.purchases = purchases;
        this.answers = answers;
        this.http = access.require(
                Scope.PURCHASES,
                OperationIds.inPath(OperationKind.PURCHASE, ProblemCode.PURCHASE_NOT_FOUND, this::answer));
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        http.serve(event, answer);
    }

    private HttpResponse answer(Caller caller, OperationKey purchase, HttpRequest request) {
        Call call = Call.of(caller, request);
        Fields body = request.body();
        return answers.of(
                switch (request.lastOfRoute()) {
                    case "activations" -> purchases.activate(call, purchase, body);
                    case "void" -> purchases.voidPurchase(call, purchase, body);
                    default -> throw new IllegalStateException("a route that leads elsewhere");
                },
                200,
                purchase,
                (done, program) -> PurchaseJson.of(done.history(), done.at(), program));
    }
}
