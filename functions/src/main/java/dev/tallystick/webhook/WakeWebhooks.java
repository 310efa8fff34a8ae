package dev.tallystick.webhook;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tallystick.json.Json;
import dev.tallystick.json.JsonObject;
import dev.tallystick.log.Log;
import dev.tallystick.stream.FeedPosition;
import dev.tallystick.stream.FeedStore;
import dev.tallystick.stream.WakeUps;
import dev.tallystick.wiring.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** By schedule: wakes the webhooks that are behind the feed or have something to try again, whether or not they were woken before. */
public final class WakeWebhooks implements RequestStreamHandler {

    private final WebhookStore webhooks;
    private final Intake intake;
    private final WakeUps wakeUps;
    private final InstantSource clock;

    public WakeWebhooks() {
        this(Wiring.fromEnvironment());
    }

    private WakeWebhooks(Wiring wiring) {
        this(
                new WebhookStore(wiring.database(), wiring.tables()),
                new Intake(new FeedStore(wiring.database(), wiring.tables())),
                new WakeUps(
                        wiring.database(), wiring.tables(), wiring.queues(), wiring.variable("DELIVERIES_QUEUE_URL")),
                wiring.clock());
    }

    WakeWebhooks(WebhookStore webhooks, Intake intake, WakeUps wakeUps, InstantSource clock) {
        this.webhooks = webhooks;
        this.intake = intake;
        this.wakeUps = wakeUps;
        this.clock = clock;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        List<String> due = due();
        due.forEach(wakeUps::of);
        JsonObject report = new JsonObject().with("woken", due.size());
        Log.info("webhooks-woken", report);
        answer.write(Json.bytes(report.build()));
    }

    /** The ids of those that have something to do. */
    List<String> due() {
        List<Webhook> all = webhooks.all();
        if (all.isEmpty()) {
            return List.of();
        }
        Map<String, Progress> progress = webhooks.progress();
        FeedPosition end = intake.end();
        Instant now = clock.instant();
        return all.stream()
                .filter(webhook -> isDue(progress.getOrDefault(webhook.webhookId(), Progress.lost(webhook)), end, now))
                .map(Webhook::webhookId)
                .toList();
    }

    private static boolean isDue(Progress progress, FeedPosition end, Instant now) {
        boolean tries = progress.nextAt().filter(next -> !next.isAfter(now)).isPresent();
        boolean behind = !progress.cursor().equals(end) && progress.failing() < Intake.MOST_FAILING;
        return progress.disabled() == null && (tries || behind);
    }
}
