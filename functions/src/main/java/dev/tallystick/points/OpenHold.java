package dev.tallystick.points;

import java.time.Instant;

/**
 * Points reserved by a redemption that is neither captured nor given up. It carries all that its end needs.
 *
 * @param nextStep where in the redemption the next entry goes
 * @param expiresAt when it ends by itself
 * @param graceEnd end of the lot for points whose own lot has ended when it expires
 * @param taken the points by lot
 */
public record OpenHold(OperationKey redemption, int nextStep, Instant expiresAt, Instant graceEnd, Lots taken) {

    /** A member has no more of them at once. */
    public static final int MOST = 10;

    Points points() {
        return taken.total();
    }
}
