package dev.tallystick.webhook;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tallystick.access.Access;
import dev.tallystick.access.Caller;
import dev.tallystick.access.Scope;
import dev.tallystick.http.HttpFunction;
import dev.tallystick.http.HttpRequest;
import dev.tallystick.http.HttpResponse;
import dev.tallystick.wiring.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** {@code POST /v1/webhooks/{webhookId}/test}: one event that says that it is a test, and what became of it. */
public final class TestWebhook implements RequestStreamHandler {

    private final WebhookTrial webhooks;
    private final HttpFunction http;

    public TestWebhook() {
        this(Wiring.fromEnvironment());
    }

    private TestWebhook(Wiring wiring) {
        this(wiring.access(), WebhookTrial.of(wiring));
    }

    TestWebhook(Access access, WebhookTrial webhooks) {
        this.webhooks = webhooks;
        this.http = access.require(Scope.WEBHOOKS, this::answer);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        http.serve(event, answer);
    }

    private HttpResponse answer(Caller caller, HttpRequest request) {
        request.body().finish();
        return webhooks.send(request.pathParameter("webhookId"), request.correlationId())
                .map(answer -> HttpResponse.of(200, answer))
                .orElseGet(WebhookAnswers::noSuchWebhook);
    }
}
