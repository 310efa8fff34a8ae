package dev.tallystick.demo;

import java.time.Duration;

/** Waiting. */
final class Pause {

    private Pause() {}

    static void of(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new Fault("stopped");
        }
    }
}
