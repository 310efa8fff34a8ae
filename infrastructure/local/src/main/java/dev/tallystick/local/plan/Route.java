package dev.tallystick.local.plan;

/** A route of the HTTP API; {@code $default} has the key {@code $default} and no path. */
public record Route(String key, String method, String path, FunctionSpec function) {

    /** The key of the route that takes what no other takes. */
    public static final String DEFAULT_KEY = "$default";

    /** Whether it takes what no other takes. */
    public boolean isDefault() {
        return key.equals(DEFAULT_KEY);
    }
}
