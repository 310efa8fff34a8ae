package dev.tallystick.points;

/** What a purchase's points may wait for. */
public enum WaitsFor {
    PICKUP,
    DELIVERY,
    PAYMENT
}
