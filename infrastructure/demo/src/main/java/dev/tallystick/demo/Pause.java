package dev.tallystick.demo;

import java.time.Duration;

/** Waiting. */
public final class Pause {

    private Pause() {}

    /** @throws Fault when the program is stopped meanwhile */
    public static void of(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new Fault("stopped");
        }
    }
}
