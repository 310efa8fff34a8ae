package dev.tallystick.store;

import java.time.Duration;
import java.time.Instant;

/**
 * What was read, and when by the wall clock, which goes on while a process is frozen.
 *
 * @param at before the reading began
 */
public record Dated<T>(T value, Instant at) {

    /** Whether it may still be gone by. A clock that was set back makes nothing fresh. */
    public boolean isFresh(Instant now, Duration kept) {
        Duration age = Duration.between(at, now);
        return !age.isNegative() && age.compareTo(kept) < 0;
    }
}
