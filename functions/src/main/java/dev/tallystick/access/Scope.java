package dev.tallystick.access;

import java.util.Locale;

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

    /** As keys and the interface name it, such as {@code any-source}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
