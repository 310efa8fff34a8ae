package dev.tallystick.webhook;

import dev.tallystick.json.JsonObject;
import dev.tallystick.store.Names;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A webhook as answers show it, without its secret. */
final class WebhookAnswer {

    private WebhookAnswer() {}

    static Map<String, Object> of(Webhook webhook, Progress progress) {
        Progress.Disabled disabled = progress.disabled();
        return new JsonObject()
                .with("webhookId", webhook.webhookId())
                .with("url", webhook.url())
                .withAny("kinds", List.copyOf(webhook.kinds()))
                .with("createdAt", webhook.createdAt().toString())
                .with("rotatedAt", text(webhook.rotatedAt()))
                .with(
                        "olderSecretEndsAt",
                        webhook.older().stream()
                                .map(Webhook.Older::endsAt)
                                .max(Instant::compareTo)
                                .map(Instant::toString)
                                .orElse(null))
                .with("status", disabled != null ? "disabled" : progress.failing() > 0 ? "failing" : "active")
                .with("disabledAt", disabled == null ? null : disabled.at().toString())
                .with("disabledReason", disabled == null ? null : Names.of(disabled.reason()))
                .with("waiting", progress.waiting())
                .with("nextAttemptAt", disabled == null ? text(progress.nextAt().orElse(null)) : null)
                .build();
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
