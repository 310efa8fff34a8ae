package dev.tallystick.local.plan;

import java.time.Duration;

/**
 * A route of an HTTP API; {@code $default} has the key {@code $default} and no path. The timeout is how long the API waits
 * for the function.
 */
public record Route(String key, String method, String path, FunctionSpec function, Duration timeout) {

    /** The key of the route that takes what no other takes. */
    public static final String DEFAULT_KEY = "$default";

    /** Whether it takes what no other takes. */
    public boolean isDefault() {
        return key.equals(DEFAULT_KEY);
    }
}
