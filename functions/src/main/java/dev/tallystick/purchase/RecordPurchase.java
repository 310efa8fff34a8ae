package dev.tallystick.purchase;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tallystick.access.Access;
import dev.tallystick.access.Caller;
import dev.tallystick.access.Scope;
import dev.tallystick.api.Answers;
import dev.tallystick.http.HttpFunction;
import dev.tallystick.http.HttpRequest;
import dev.tallystick.http.HttpResponse;
import dev.tallystick.ledger.Ledger;
import dev.tallystick.ledger.Outcome;
import dev.tallystick.ledger.Programs;
import dev.tallystick.points.DecidePurchase;
import dev.tallystick.points.OperationKind;
import dev.tallystick.wiring.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** {@code POST /v1/purchases}: goods were bought, the member earns. */
public final class RecordPurchase implements RequestStreamHandler {

    private final Ledger ledger;
    private final Programs programs;
    private final Answers answers;
    private final HttpFunction http;

    public RecordPurchase() {
        this(Wiring.fromEnvironment());
    }

    private RecordPurchase(Wiring wiring) {
        this(wiring.access(), wiring.ledger(), wiring.programs(), wiring.answers());
    }

    RecordPurchase(Access access, Ledger ledger, Programs programs, Answers answers) {
        this.ledger = ledger;
        this.programs = programs;
        this.answers = answers;
        this.http = access.require(Scope.PURCHASES, this::answer);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        http.serve(event, answer);
    }

    private HttpResponse answer(Caller caller, HttpRequest request) {
        PurchaseRequest purchase =
                PurchaseRequest.read(request.body(), caller, programs.current().currency());
        if (!purchase.isOpenTo(caller)) {
            return Access.lacking(Scope.ANY_SOURCE);
        }
        Outcome outcome = ledger.record(
                purchase.write()
                        .request(
                                OperationKind.PURCHASE,
                                caller,
                                request,
                                purchase.asked(),
                                purchase.goods().occurredAt()),
                purchase.member().orElseThrow(),
                purchase.paidWith(),
                scene -> DecidePurchase.record(scene, purchase.command(caller)));
        return answers.of(outcome, PurchaseAnswer::of);
    }
}
