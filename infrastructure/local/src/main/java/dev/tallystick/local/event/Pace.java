package dev.tallystick.local.event;

import java.time.Duration;

/** The time that schedules go by. */
@FunctionalInterface
interface Pace {

    /** Waits until that much of it has gone by since the schedules were started. */
    void await(Duration sinceStart) throws InterruptedException;

    /** Real time, as many times faster. */
    static Pace faster(int speed) {
        long start = System.nanoTime();
        return sinceStart ->
                Thread.sleep(sinceStart.dividedBy(speed).minus(Duration.ofNanos(System.nanoTime() - start)));
    }
}
