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
        return at(clock.offset(), clock.real());
    }

    private Instant at(Duration offset, Instant real) {
        Duration moved = offset.minus(offsetAtStart);
        return start().plus(Duration.between(realStart, real).multipliedBy(speed))
                .plus(moved);
    }

    /** Waits until that time has come. */
    void await(Instant time) throws InterruptedException {
        while (true) {
            // One look at the clock: with a second one a move between the two would be waited for again.
            Duration offset = clock.offset();
            Instant real = clock.real();
            Duration left = Duration.between(at(offset, real), time);
            if (!left.isPositive()) {
                return;
            }
            clock.await(real.plus(offset).plus(left.dividedBy(speed)));
        }
    }
}
