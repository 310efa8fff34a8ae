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
import dev.tallystick.http.Problem;
import dev.tallystick.json.JsonObject;
import dev.tallystick.ledger.FollowUp;
import dev.tallystick.ledger.FollowUps;
import dev.tallystick.ledger.Followed;
import dev.tallystick.ledger.Programs;
import dev.tallystick.points.DecidePurchase;
import dev.tallystick.points.Purchase;
import dev.tallystick.points.Refusal;
import dev.tallystick.wiring.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** {@code POST /v1/refunds}: goods came back, at whatever source. */
public final class RefundPurchase implements RequestStreamHandler {

    private final FollowUps followUps;
    private final WaitingRefunds waiting;
    private final Programs programs;
    private final Answers answers;
    private final InstantSource clock;
    private final HttpFunction http;

    public RefundPurchase() {
        this(Wiring.fromEnvironment());
    }

    private RefundPurchase(Wiring wiring) {
        this(
                wiring.access(),
                wiring.followUps(),
                new WaitingRefunds(wiring.database(), wiring.tables(), wiring.clock()),
                wiring.programs(),
                wiring.answers(),
                wiring.clock());
    }

    RefundPurchase(
            Access access,
            FollowUps followUps,
            WaitingRefunds waiting,
            Programs programs,
            Answers answers,
            InstantSource clock) {
        this.followUps = followUps;
        this.waiting = waiting;
        this.programs = programs;
        this.answers = answers;
        this.clock = clock;
        this.http = access.require(Scope.REFUNDS, this::answer);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        http.serve(event, answer);
    }

    private HttpResponse answer(Caller caller, HttpRequest httpRequest) {
        RefundRequest refund = RefundRequest.read(
                httpRequest.body(), caller, programs.current().currency());
        if (!caller.mayActOn(refund.purchase().source())) {
            return Access.lacking(Scope.ANY_SOURCE);
        }
        FollowUp request = refund.write()
                .followUp(
                        refund.purchase(),
                        caller,
                        httpRequest,
                        all -> refund.asked(),
                        refund.goods().occurredAt());
        WaitingRefund asked = WaitingRefund.of(
                request,
                refund.write().canonical(refund.asked()),
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        Optional<WaitingRefund> another =
                waiting.find(asked.keys()).filter(other -> !other.canonical().equals(asked.canonical()));
        if (another.isPresent()) {
            return reused(another.get());
        }
        Followed<Purchase> followed = followUps.refund(request, refund.command());
        return refund.waitForPurchase() && isUnknown(followed)
                ? keep(asked, refund, request)
                : answered(refund, followed);
    }

    /** What was accepted under an id is not displaced by another refund, though its purchase has come meanwhile. */
    private HttpResponse reused(WaitingRefund another) {
        return answers.problem(new Refusal.OperationIdReused(
                        another.at(),
                        another.command(programs.current().currency()).total()))
                .response();
    }

    /** Once it is kept the purchase is looked for once more: it may have come in between, and then nobody else would. */
    private HttpResponse keep(WaitingRefund kept, RefundRequest refund, FollowUp request) {
        Optional<Refusal> wrong = request.objection()
                .or(() -> DecidePurchase.tooFarAhead(refund.goods().occurredAt(), clock.instant()));
        if (wrong.isPresent()) {
            return answers.problem(wrong.get()).response();
        }
        if (kept.isTooLarge()) {
            return Problem.invalid("/lines", "are too many to wait for a purchase")
                    .response();
        }
        Optional<WaitingRefund> another =
                waiting.keep(kept).filter(other -> !other.canonical().equals(kept.canonical()));
        if (another.isPresent()) {
            return reused(another.get());
        }
        Followed<Purchase> followed = followUps.refund(request, refund.command());
        if (isUnknown(followed)) {
            return HttpResponse.of(
                    202,
                    new JsonObject()
                            .with("id", kept.id())
                            .with("status", "waiting")
                            .build());
        }
        waiting.forget(kept);
        return answered(refund, followed);
    }

    private static boolean isUnknown(Followed<Purchase> followed) {
        return followed instanceof Followed.Refused<Purchase>(Refusal refusal)
                && refusal instanceof Refusal.PurchaseNotFound;
    }

    private HttpResponse answered(RefundRequest refund, Followed<Purchase> followed) {
        return answers.of(
                followed,
                201,
                refund.purchase(),
                (done, program) -> PurchaseJson.refund(done.entry().orElseThrow(), program));
    }
}
