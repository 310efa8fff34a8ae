package dev.tallystick.local;

import java.io.IOException;
import java.util.Locale;

/** A command that fills a cloud that has just come up. */
record Seed(String command) {

    /** Runs it with the endpoints in its environment and its output on the terminal. */
    void run(Endpoints endpoints, DataDirectory data) throws InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", command).inheritIO();
        endpoints
                .byName()
                .forEach((name, url) -> builder.environment().put("LOCAL_" + name.toUpperCase(Locale.ROOT), url));
        builder.environment().put("LOCAL_DATA", data.path().toString());
        try {
            int status = builder.start().waitFor();
            if (status != 0) {
                throw new Fault("the seed failed with status " + status + ": " + command);
            }
        } catch (IOException e) {
            throw new Fault("the seed does not start: " + e.getMessage());
        }
    }
}
