package dev.tallystick.local.plan;

import java.time.Duration;
import java.util.Optional;

/**
 * A table's stream whose records call a function. A negative number of retries means for ever, so does an absent
 * age; {@code onFailureArn} is the queue that gets the positions of what was given up.
 */
public record StreamSource(
        String event,
        FunctionSpec function,
        TableSpec table,
        String streamArn,
        boolean fromTrimHorizon,
        int batchSize,
        Duration batchingWindow,
        Optional<Duration> tumblingWindow,
        int maxRetries,
        Optional<Duration> maxAge,
        boolean bisects,
        boolean reportsFailures,
        Optional<String> onFailureArn) {

    /** A name for what is kept about it. */
    public String key() {
        return function.id() + "-" + event;
    }
}
