package dev.tallystick.webhook;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tallystick.json.Json;
import dev.tallystick.stream.FeedStore;
import dev.tallystick.stream.MessageGroups;
import dev.tallystick.stream.WakeUps;
import dev.tallystick.wiring.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Map;

/** Delivers to the webhook that a message of the queue names, as far as its time reaches; where there is more, it wakes it again. */
public final class DeliverEvents implements RequestStreamHandler {

    /** The longest call, and a moment to write down what became of it. */
    private static final long SPARE_MILLIS = Sender.LONGEST.toMillis() + 4_000;

    private final Courier courier;
    private final WakeUps wakeUps;

    public DeliverEvents() {
        this(Wiring.fromEnvironment());
    }

    private DeliverEvents(Wiring wiring) {
        this(
                new Courier(
                        new WebhookStore(wiring.database(), wiring.tables()),
                        new Intake(new FeedStore(wiring.database(), wiring.tables())),
                        Senders.of(wiring),
                        new DeliveryLog(wiring.database(), wiring.tables(), wiring.clock()),
                        new RetrySchedule(new SecureRandom()::nextDouble),
                        wiring.clock(),
                        DeliverEvents::pause),
                new WakeUps(
                        wiring.database(), wiring.tables(), wiring.queues(), wiring.variable("DELIVERIES_QUEUE_URL")));
    }

    DeliverEvents(Courier courier, WakeUps wakeUps) {
        this.courier = courier;
        this.wakeUps = wakeUps;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        MessageGroups.serve(event, answer, "not-delivered", body -> {
            String webhookId = webhookId(body);
            if (courier.run(webhookId, () -> context.getRemainingTimeInMillis() > SPARE_MILLIS)) {
                wakeUps.of(webhookId);
            }
        });
    }

    private static String webhookId(String body) {
        try {
            if (Json.parse(body.getBytes(StandardCharsets.UTF_8)) instanceof Map<?, ?> message
                    && message.get("webhookId") instanceof String webhookId) {
                return webhookId;
            }
            throw new IllegalStateException("names no webhook");
        } catch (Json.Malformed e) {
            throw new IllegalStateException("names no webhook", e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
