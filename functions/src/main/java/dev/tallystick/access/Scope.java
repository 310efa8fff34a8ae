package dev.tallystick.access;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an API key may do. */
public enum Scope {
    MEMBERS,
    PRIVACY,
    PURCHASES,
    REFUNDS,
    REDEMPTIONS,
    ADJUSTMENTS,
    PROGRAM,
    INSIGHTS,
    WEBHOOKS,
    SETUP,
    ANY_SOURCE;

    /** Those of these ids that there are. */
    public static Set<Scope> of(Set<String> ids) {
        return Stream.of(values()).filter(scope -> ids.contains(scope.id())).collect(Collectors.toSet());
    }

    /** As keys and the interface name it, such as {@code any-source}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
