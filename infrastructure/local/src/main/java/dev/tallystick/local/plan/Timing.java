package dev.tallystick.local.plan;

import java.time.Instant;
import java.util.Optional;

/** When a schedule is due. */
public sealed interface Timing permits Rate, Cron, Once {

    /** The next time after that one, if there is any; what has no times of its own counts from the start. */
    Optional<Instant> next(Instant after, Instant start);
}
