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

/** {@code DELETE /v1/webhooks/{webhookId}}: nothing is sent there any more. */
public final class DeleteWebhook implements RequestStreamHandler {

    private final Webhooks webhooks;
    private final HttpFunction http;

    public DeleteWebhook() {
        this(Wiring.fromEnvironment());
    }

    private DeleteWebhook(Wiring wiring) {
        this(wiring.access(), Webhooks.of(wiring));
    }

    DeleteWebhook(Access access, Webhooks webhooks) {
        this.webhooks = webhooks;
        this.http = access.require(Scope.WEBHOOKS, this::answer);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        http.serve(event, answer);
    }

    private HttpResponse answer(Caller caller, HttpRequest request) {
        return webhooks.delete(request.pathParameter("webhookId"), caller)
                ? HttpResponse.empty()
                : WebhookAnswers.noSuchWebhook();
    }
}
