package dev.tallystick.webhook;

import dev.tallystick.access.Caller;
import dev.tallystick.json.JsonObject;
import dev.tallystick.log.Log;
import dev.tallystick.store.Backoff;
import dev.tallystick.store.RandomText;
import dev.tallystick.store.SecretKeys;
import dev.tallystick.stream.FeedStore;
import dev.tallystick.wiring.Wiring;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes webhooks, changes their secrets, lets them go on and takes them away. */
final class Webhooks {

    private static final int ID_LENGTH = 20;

    private final WebhookStore store;
    private final Intake intake;
    private final Supplier<SecretKeys> keys;
    private final boolean loopback;
    private final InstantSource clock;

    Webhooks(WebhookStore store, Intake intake, Supplier<SecretKeys> keys, boolean loopback, InstantSource clock) {
        this.store = store;
        this.intake = intake;
        this.keys = keys;
        this.loopback = loopback;
        this.clock = clock;
    }

    static Webhooks of(Wiring wiring) {
        return new Webhooks(
                new WebhookStore(wiring.database(), wiring.tables()),
                new Intake(new FeedStore(wiring.database(), wiring.tables())),
                wiring.webhookKeys(),
                wiring.loopbackWebhooks(),
                wiring.clock());
    }

    /** How it ended. */
    sealed interface Outcome {

        /** @param secret the new one, where there is one */
        record Done(Webhook webhook, Progress progress, Optional<String> secret) implements Outcome {}

        record NoSuchWebhook() implements Outcome {}

        record TooMany() implements Outcome {}
    }

    /** Whether this machine may be a target. */
    boolean loopback() {
        return loopback;
    }

    /** @throws Backoff.Exhausted when conflicts outlast the retries */
    Outcome make(WebhookRequest request, Caller caller) {
        String id = "wh-" + RandomText.base32(ID_LENGTH);
        SecretKeys known = keys.get();
        WebhookSecret secret = new WebhookSecret(id, 1, known.current().id());
        Webhook webhook = new Webhook(id, request.url(), request.kinds(), now(), secret, null, List.of());
        Progress progress = Progress.from(intake.end());
        if (!store.create(webhook, progress)) {
            return new Outcome.TooMany();
        }
        log("webhook-made", id, caller);
        return new Outcome.Done(webhook, progress, Optional.of(secret.shown(known)));
    }

    /** @throws Backoff.Exhausted when conflicts outlast the retries */
    Outcome rotate(String webhookId, WebhookRotation rotation, Caller caller) {
        SecretKeys known = keys.get();
        Optional<Webhook> changed = store.change(
                webhookId, webhook -> webhook.rotated(known.current().id(), now(), rotation.olderSecretEndsIn()));
        if (changed.isEmpty()) {
            return new Outcome.NoSuchWebhook();
        }
        log("webhook-rotated", webhookId, caller);
        Webhook webhook = changed.get();
        return new Outcome.Done(
                webhook, store.progress(webhook), Optional.of(webhook.secret().shown(known)));
    }

    /**
     * Lets one that is disabled go on where it stopped; what waits is tried within a minute.
     *
     * @throws Backoff.Exhausted when conflicts outlast the retries
     */
    Outcome enable(String webhookId, Caller caller) {
        Backoff backoff = new Backoff();
        while (true) {
            Optional<Webhook> webhook = store.find(webhookId);
            if (webhook.isEmpty()) {
                return new Outcome.NoSuchWebhook();
            }
            Progress before = store.progress(webhook.get());
            if (before.disabled() == null) {
                return new Outcome.Done(webhook.get(), before, Optional.empty());
            }
            Progress after = before.enabled(now());
            if (store.move(webhook.get(), before, after, List.of())) {
                log("webhook-enabled", webhookId, caller);
                return new Outcome.Done(webhook.get(), after, Optional.empty());
            }
            backoff.pause();
        }
    }

    /** @return whether there was one */
    boolean delete(String webhookId, Caller caller) {
        boolean deleted = store.delete(webhookId);
        if (deleted) {
            log("webhook-deleted", webhookId, caller);
        }
        return deleted;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static void log(String event, String webhookId, Caller caller) {
        Log.info(event, new JsonObject().with("webhookId", webhookId).with("by", caller.keyId()));
    }
}
