package dev.tallystick.webhook;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tallystick.access.Access;
import dev.tallystick.access.Caller;
import dev.tallystick.access.Scope;
import dev.tallystick.http.HttpFunction;
import dev.tallystick.http.HttpRequest;
import dev.tallystick.http.HttpResponse;
import dev.tallystick.http.Query;
import dev.tallystick.json.JsonObject;
import dev.tallystick.wiring.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/** {@code GET /v1/webhooks}: where events are sent to, and how that goes. */
public final class ListWebhooks implements RequestStreamHandler {

    private final WebhookStore webhooks;
    private final HttpFunction http;

    public ListWebhooks() {
        this(Wiring.fromEnvironment());
    }

    private ListWebhooks(Wiring wiring) {
        this(wiring.access(), new WebhookStore(wiring.database(), wiring.tables()));
    }

    ListWebhooks(Access access, WebhookStore webhooks) {
        this.webhooks = webhooks;
        this.http = access.require(Scope.WEBHOOKS, this::answer);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        http.serve(event, answer);
    }

    private HttpResponse answer(Caller caller, HttpRequest request) {
        new Query(request).finish();
        Map<String, Progress> progress = webhooks.progress();
        return HttpResponse.of(
                200,
                new JsonObject()
                        .with(
                                "webhooks",
                                webhooks.all().stream()
                                        .map(webhook -> WebhookAnswer.of(
                                                webhook,
                                                progress.getOrDefault(webhook.webhookId(), Progress.lost(webhook))))
                                        .toList())
                        .build());
    }
}
