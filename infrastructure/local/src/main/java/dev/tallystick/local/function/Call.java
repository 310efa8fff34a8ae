package dev.tallystick.local.function;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A call of a function that is over: when it began, how long it took, and how long its process took to start if it had to. */
public record Call(
        String functionId, Instant startedAt, Duration duration, Optional<Duration> coldStart, Outcome outcome) {

    /** What it came to. */
    public enum Outcome {
        SUCCEEDED,
        FAILED,
        TIMED_OUT,
        THROTTLED
    }
}
