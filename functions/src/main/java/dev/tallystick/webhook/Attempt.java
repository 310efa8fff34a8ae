package dev.tallystick.webhook;

import dev.tallystick.json.JsonObject;
import dev.tallystick.store.Names;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of one call: the status that it was answered with, or why there was no answer.
 *
 * @param retryAfter what the answer asks to wait, where it does
 */
record Attempt(
        Instant at,
        @Nullable Integer status,
        @Nullable Trouble trouble,
        @Nullable Duration retryAfter,
        long micros) {

    /** Why there was no answer. */
    enum Trouble {
        UNKNOWN_HOST,
        ADDRESS_REFUSED,
        NOT_CONNECTED,
        TLS_FAILED,
        TIMED_OUT,
        BROKEN_ANSWER
    }

    private static final int GONE = 410;

    /** Only 2xx is: a redirect is not followed. */
    boolean delivered() {
        return status != null && status >= 200 && status < 300;
    }

    /** Whether the receiver wants nothing any more. */
    boolean gone() {
        return status != null && status == GONE;
    }

    /** As answers and the delivery log show it. */
    JsonObject shown() {
        return new JsonObject()
                .with("at", at.toString())
                .with("status", status)
                .with("error", trouble == null ? null : Names.of(trouble))
                .with("micros", micros);
    }
}
