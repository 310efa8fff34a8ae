package dev.tallystick.points;

/** Kinds of entries, named in lower case everywhere outside the code. */
public enum Kind {
    ENROLLED,
    EARNED,
    REDEEMED,
    EXPIRED,
    ADJUSTED
}
