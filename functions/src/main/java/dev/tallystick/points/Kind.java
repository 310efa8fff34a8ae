package dev.tallystick.points;

/** Kinds of entries, named in lower case everywhere outside the code. */
public enum Kind {
    ENROLLED,
    EARNED,
    ACTIVATED,
    CLAWED_BACK,
    VOIDED,
    HELD,
    EXTENDED,
    CAPTURED,
    RELEASED,
    REDEEMED,
    REVERSED,
    RESTORED,
    EXPIRED,
    ADJUSTED,
    FORFEITED
}
