package dev.tallystick.points;

/** Where a source sells: in a web shop, in a store, or not at all (the retailer's office). */
public enum Channel {
    ONLINE,
    IN_STORE,
    OFFICE
}
