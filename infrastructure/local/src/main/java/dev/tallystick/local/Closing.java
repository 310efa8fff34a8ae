package dev.tallystick.local;

import java.util.Collection;

/** Stops parts one after the other. */
final class Closing {

    private Closing() {}

    static void all(Collection<AutoCloseable> parts) {
        for (AutoCloseable part : parts) {
            try {
                part.close();
            } catch (Exception _) {
                // the others are to stop all the same
            }
        }
    }
}
