package dev.tallystick.setup;

import dev.tallystick.api.Durations;
import dev.tallystick.json.Fields;
import dev.tallystick.points.OperationKey;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code {rotationId?, olderSecretEndsIn?}}.
 *
 * @param id the client's own id of the rotation; without one every request is another
 * @param olderSecretEndsIn how long the secret before is valid beside the new one; zero ends all older ones
 */
record RotationRequest(@Nullable String id, Duration olderSecretEndsIn) {

    private static final Duration USUAL = Duration.ofDays(1);
    private static final Duration LONGEST = Duration.ofDays(30);
    private static final Duration LEAST_OF_ITSELF = Duration.ofHours(1);

    /** @param ofItself whether the key that calls is the one to rotate: a lost answer must not lock it out unnoticed */
    static RotationRequest read(Fields body, boolean ofItself) {
        String id = body.optionalMatch("rotationId", OperationKey.CLIENT_ID);
        Duration given = Durations.readOptionalFromZero(body, "olderSecretEndsIn");
        Duration olderSecretEndsIn = Objects.requireNonNullElse(given, USUAL);
        if (olderSecretEndsIn.compareTo(LONGEST) > 0) {
            body.fault("olderSecretEndsIn", "must be at most P30D");
        } else if (ofItself && olderSecretEndsIn.compareTo(LEAST_OF_ITSELF) < 0) {
            body.fault("olderSecretEndsIn", "must be at least PT1H where a key rotates itself");
        }
        body.finish();
        return new RotationRequest(id, olderSecretEndsIn);
    }
}
