package dev.tallystick.purchase;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tallystick.access.Access;
import dev.tallystick.access.Caller;
import dev.tallystick.access.Scope;
import dev.tallystick.api.Answers;
import dev.tallystick.api.MoneyJson;
import dev.tallystick.api.OperationIds;
import dev.tallystick.api.Write;
import dev.tallystick.http.HttpFunction;
import dev.tallystick.http.HttpRequest;
import dev.tallystick.http.HttpResponse;
import dev.tallystick.http.ProblemCode;
import dev.tallystick.json.Fields;
import dev.tallystick.json.JsonObject;
import dev.tallystick.ledger.FollowUp;
import dev.tallystick.ledger.FollowUps;
import dev.tallystick.ledger.Followed;
import dev.tallystick.ledger.Programs;
import dev.tallystick.points.Command;
import dev.tallystick.points.Money;
import dev.tallystick.points.OperationKey;
import dev.tallystick.points.OperationKind;
import dev.tallystick.points.Purchase;
import dev.tallystick.wiring.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;

/** {@code POST /v1/purchases/{id}/…}: what follows a purchase: activations, void. */
public final class FollowPurchase implements RequestStreamHandler {

    private final FollowUps followUps;
    private final Programs programs;
    private final Answers answers;
    private final InstantSource clock;
    private final HttpFunction http;

    public FollowPurchase() {
        this(Wiring.fromEnvironment());
    }

    private FollowPurchase(Wiring wiring) {
        this(wiring.access(), wiring.followUps(), wiring.programs(), wiring.answers(), wiring.clock());
    }

    FollowPurchase(Access access, FollowUps followUps, Programs programs, Answers answers, InstantSource clock) {
        this.followUps = followUps;
        this.programs = programs;
        this.answers = answers;
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
        return switch (request.lastOfRoute()) {
            case "activations" -> activate(caller, purchase, request);
            case "void" -> voided(caller, purchase, request);
            default -> throw new IllegalStateException("a route that leads elsewhere");
        };
    }

    private HttpResponse activate(Caller caller, OperationKey purchase, HttpRequest request) {
        Fields body = request.body();
        String currency = programs.current().currency();
        Write write = Write.read(body, "activationId");
        Money total = body.has("total") ? MoneyJson.read(body, "total", currency) : null;
        body.finish();
        FollowUp followUp = write.followUp(
                purchase,
                caller,
                request,
                all -> new JsonObject().with("total", total == null ? all : total.minorUnits()),
                clock.instant());
        return answered(purchase, followUps.activate(followUp, new Command.Activate(total)));
    }

    private HttpResponse voided(Caller caller, OperationKey purchase, HttpRequest request) {
        Fields body = request.body();
        Write write = Write.readWithoutId(body);
        body.finish();
        FollowUp followUp = write.followUp(purchase, caller, request, all -> new JsonObject(), clock.instant());
        return answered(purchase, followUps.voidPurchase(followUp));
    }

    private HttpResponse answered(OperationKey purchase, Followed<Purchase> followed) {
        return answers.of(
                followed, 200, purchase, (done, program) -> PurchaseJson.of(done.history(), done.at(), program));
    }
}
