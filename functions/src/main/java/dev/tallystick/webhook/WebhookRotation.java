package dev.tallystick.webhook;

import dev.tallystick.api.Durations;
import dev.tallystick.json.Fields;
import java.time.Duration;
import java.util.Objects;

/**
 * {@code {olderSecretEndsIn?}}.
 *
 * @param olderSecretEndsIn how long calls are signed with the secret before as well; zero ends all older ones
 */
record WebhookRotation(Duration olderSecretEndsIn) {

    private static final Duration USUAL = Duration.ofDays(1);
    private static final Duration LONGEST = Duration.ofDays(30);

    static WebhookRotation read(Fields body) {
        Duration given = Durations.readOptionalFromZero(body, "olderSecretEndsIn");
        Duration olderSecretEndsIn = Objects.requireNonNullElse(given, USUAL);
        if (olderSecretEndsIn.compareTo(LONGEST) > 0) {
            body.fault("olderSecretEndsIn", "must be at most P30D");
        }
        body.finish();
        return new WebhookRotation(olderSecretEndsIn);
    }
}
