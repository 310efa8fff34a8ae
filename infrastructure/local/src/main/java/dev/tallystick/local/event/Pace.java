package dev.tallystick.local.event;

import dev.tallystick.local.clock.LocalClock;
import java.time.Duration;
import java.time.Instant;

/** The time that schedules go by: the cloud's clock, but as many times faster than real time from its start on. */
record Pace(LocalClock clock, int speed, Instant realStart, Duration offsetAtStart) {

    static Pace of(LocalClock clock, int speed) {
        return new Pace(clock, speed, clock.real(), clock.offset());
    }

    Instant start() {
        return realStart.plus(offsetAtStart);
    }

    Instant now() {
        Duration moved = clock.offset().minus(offsetAtStart);
        return start().plus(Duration.between(realStart, clock.real()).multipliedBy(speed))
                .plus(moved);
    }

    /** Waits until that time has come. */
    void await(Instant time) throws InterruptedException {
        for (Duration left = Duration.between(now(), time); left.isPositive(); left = Duration.between(now(), time)) {
            clock.await(clock.instant().plus(left.dividedBy(speed)));
        }
    }
}
