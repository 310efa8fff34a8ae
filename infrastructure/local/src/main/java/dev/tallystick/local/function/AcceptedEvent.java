package dev.tallystick.local.function;

import dev.tallystick.local.plan.FunctionSpec;
import java.time.Instant;

/** An event that Lambda has accepted and has to deal with; its request's id stays the same over all attempts. */
record AcceptedEvent(String requestId, FunctionSpec function, String payload, Instant acceptedAt, int attempts) {

    AcceptedEvent afterAttempt() {
        return new AcceptedEvent(requestId, function, payload, acceptedAt, attempts + 1);
    }
}
