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
import dev.tallystick.ledger.Programs;
import dev.tallystick.ledger.Quotes;
import dev.tallystick.operation.PurchaseRequest;
import dev.tallystick.points.Refusal;
import dev.tallystick.wiring.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.Optional;

/** {@code POST /v1/quotes}: what a purchase would earn, and what could be redeemed on it. It changes nothing. */
public final class QuotePurchase implements RequestStreamHandler {

    private final Quotes quotes;
    private final Programs programs;
    private final Answers answers;
    private final InstantSource clock;
    private final HttpFunction http;

    public QuotePurchase() {
        this(Wiring.fromEnvironment());
    }

    private QuotePurchase(Wiring wiring) {
        this(wiring.access(), wiring.quotes(), wiring.programs(), wiring.answers(), wiring.clock());
    }

    QuotePurchase(Access access, Quotes quotes, Programs programs, Answers answers, InstantSource clock) {
        this.quotes = quotes;
        this.programs = programs;
        this.answers = answers;
        this.clock = clock;
        this.http = access.require(Scope.PURCHASES, this::answer);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        http.serve(event, answer);
    }

    private HttpResponse answer(Caller caller, HttpRequest request) {
        PurchaseRequest purchase = PurchaseRequest.readQuote(
                request.body(), caller, programs.current().currency(), clock.instant());
        Optional<Refusal> wrong =
                purchase.write().objection(caller, purchase.goods().occurredAt());
        if (wrong.isPresent()) {
            return answers.problem(wrong.get()).response();
        }
        return switch (quotes.quote(purchase.member(), purchase.command(caller), purchase.paidWith())) {
            case Quotes.Outcome.Quoted quoted -> HttpResponse.of(200, QuoteAnswer.of(quoted));
            case Quotes.Outcome.Refused(var refusal) -> answers.problem(refusal).response();
        };
    }
}
