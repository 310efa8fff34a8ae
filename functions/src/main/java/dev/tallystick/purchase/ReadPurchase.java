package dev.tallystick.purchase;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tallystick.access.Access;
import dev.tallystick.access.Caller;
import dev.tallystick.access.Scope;
import dev.tallystick.api.Answers;
import dev.tallystick.api.OperationIds;
import dev.tallystick.http.HttpFunction;
import dev.tallystick.http.HttpRequest;
import dev.tallystick.http.HttpResponse;
import dev.tallystick.http.Problem;
import dev.tallystick.http.ProblemCode;
import dev.tallystick.ledger.Operations;
import dev.tallystick.ledger.Programs;
import dev.tallystick.points.OperationKey;
import dev.tallystick.points.OperationKind;
import dev.tallystick.wiring.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;

/** {@code GET /v1/purchases/{id}}: what became of a purchase, right at this instant. */
public final class ReadPurchase implements RequestStreamHandler {

    private final Operations operations;
    private final Programs programs;
    private final InstantSource clock;
    private final HttpFunction http;

    public ReadPurchase() {
        this(Wiring.fromEnvironment());
    }

    private ReadPurchase(Wiring wiring) {
        this(wiring.access(), wiring.operations(), wiring.programs(), wiring.clock());
    }

    ReadPurchase(Access access, Operations operations, Programs programs, InstantSource clock) {
        this.operations = operations;
        this.programs = programs;
        this.clock = clock;
        this.http = access.require(
                Scope.PURCHASES,
                OperationIds.inPath(OperationKind.PURCHASE, ProblemCode.PURCHASE_NOT_FOUND, this::answer));
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        http.serve(event, answer);
    }

    private HttpResponse answer(Caller caller, OperationKey purchase, HttpRequest request) {
        return switch (operations.find(purchase)) {
            case Operations.Found.Nothing() ->
                Problem.of(ProblemCode.PURCHASE_NOT_FOUND, "No purchase has this id")
                        .response();
            case Operations.Found.Closed() -> HttpResponse.of(200, Answers.closed(purchase));
            case Operations.Found.Steps found -> {
                Instant now = clock.instant();
                yield HttpResponse.of(
                        200,
                        PurchaseJson.of(operations.purchase(found, now), now, programs.current())
                                .build());
            }
        };
    }
}
