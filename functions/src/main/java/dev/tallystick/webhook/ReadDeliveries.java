package dev.tallystick.webhook;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tallystick.access.Access;
import dev.tallystick.access.Caller;
import dev.tallystick.access.Scope;
import dev.tallystick.api.Cursor;
import dev.tallystick.http.HttpFunction;
import dev.tallystick.http.HttpRequest;
import dev.tallystick.http.HttpResponse;
import dev.tallystick.http.Query;
import dev.tallystick.json.JsonObject;
import dev.tallystick.wiring.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.regex.Pattern;

/** {@code GET /v1/webhooks/{webhookId}/deliveries}: what was sent in the last thirty days. */
public final class ReadDeliveries implements RequestStreamHandler {

    private static final Pattern PLACE = Pattern.compile("[0-9]{12}:[0-9]{5}");
    private static final int MOST = 100;
    private static final int USUAL = 50;

    private final WebhookStore webhooks;
    private final DeliveryLog log;
    private final HttpFunction http;

    public ReadDeliveries() {
        this(Wiring.fromEnvironment());
    }

    private ReadDeliveries(Wiring wiring) {
        this(
                wiring.access(),
                new WebhookStore(wiring.database(), wiring.tables()),
                new DeliveryLog(wiring.database(), wiring.tables(), wiring.clock()));
    }

    ReadDeliveries(Access access, WebhookStore webhooks, DeliveryLog log) {
        this.webhooks = webhooks;
        this.log = log;
        this.http = access.require(Scope.WEBHOOKS, this::answer);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        http.serve(event, answer);
    }

    private HttpResponse answer(Caller caller, HttpRequest request) {
        Query query = new Query(request);
        int limit = query.integer("limit", 1, MOST, USUAL);
        String before = Cursor.read(query, PLACE);
        query.finish();
        String webhookId = request.pathParameter("webhookId");
        if (webhooks.find(webhookId).isEmpty()) {
            return WebhookAnswers.noSuchWebhook();
        }
        DeliveryLog.Page page = log.page(webhookId, limit, before);
        return HttpResponse.of(
                200,
                new JsonObject()
                        .with("deliveries", page.deliveries())
                        .with("nextCursor", page.next() == null ? null : Cursor.of(page.next()))
                        .build());
    }
}
