package dev.tallystick.points;

/** Kinds of operations that clients give an id of their own; each kind has ids of its own. */
public enum OperationKind {
    ENROLMENT,
    PURCHASE,
    REDEMPTION,
    ADJUSTMENT
}
