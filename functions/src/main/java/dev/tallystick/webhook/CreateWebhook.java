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

/** {@code POST /v1/webhooks}: from now on every event is sent to this address. */
public final class CreateWebhook implements RequestStreamHandler {

    private final Webhooks webhooks;
    private final HttpFunction http;

    public CreateWebhook() {
        this(Wiring.fromEnvironment());
    }

    private CreateWebhook(Wiring wiring) {
        this(wiring.access(), Webhooks.of(wiring));
    }

    CreateWebhook(Access access, Webhooks webhooks) {
        this.webhooks = webhooks;
        this.http = access.require(Scope.WEBHOOKS, this::answer);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        http.serve(event, answer);
    }

    private HttpResponse answer(Caller caller, HttpRequest request) {
        return WebhookAnswers.of(webhooks.make(WebhookRequest.read(request.body(), webhooks.loopback()), caller), 201);
    }
}
