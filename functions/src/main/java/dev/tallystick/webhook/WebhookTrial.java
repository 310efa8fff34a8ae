package dev.tallystick.webhook;

import dev.tallystick.json.JsonObject;
import dev.tallystick.wiring.Wiring;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** Sends a test at once, also to a webhook that is disabled. It is no event: not of the feed, not in the log, not tried again. */
final class WebhookTrial {

    private final WebhookStore store;
    private final Sender sender;
    private final InstantSource clock;

    WebhookTrial(WebhookStore store, Sender sender, InstantSource clock) {
        this.store = store;
        this.sender = sender;
        this.clock = clock;
    }

    static WebhookTrial of(Wiring wiring) {
        return new WebhookTrial(
                new WebhookStore(wiring.database(), wiring.tables()), Senders.of(wiring), wiring.clock());
    }

    /** What became of it, if there is such a webhook. */
    Optional<Map<String, Object>> send(String webhookId, String correlationId) {
        return store.find(webhookId).map(webhook -> {
            Message message = Message.test(webhook, clock.instant(), correlationId);
            Attempt attempt = sender.send(webhook, message);
            return new JsonObject()
                    .with("id", message.id())
                    .with("delivered", attempt.delivered())
                    .withAll(attempt.shown().build())
                    .build();
        });
    }
}
