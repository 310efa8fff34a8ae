package dev.tallystick.access;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a key is for. It never changes: another key is made instead.
 *
 * @param terminal the till, where the key is a till's own
 * @param name what people call it
 * @param ratePerMinute how many requests it may make in a minute; any number where there is none
 */
public record Grant(
        String source,
        @Nullable String terminal,
        Set<Scope> scopes,
        @Nullable String name,
        @Nullable Long ratePerMinute) {

    public Grant {
        scopes = Set.copyOf(scopes);
    }

    /** One without name and rate. */
    public static Grant of(String source, @Nullable String terminal, Set<Scope> scopes) {
        return new Grant(source, terminal, scopes, null, null);
    }
}
