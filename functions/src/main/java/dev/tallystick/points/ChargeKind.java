package dev.tallystick.points;

/** What a charge on a purchase is for. */
public enum ChargeKind {
    SHIPPING,
    TAX,
    TIP,
    ROUNDING,
    DEPOSIT,
    OTHER
}
