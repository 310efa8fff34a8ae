package dev.tallystick.points;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How often a member redeemed in the hour of the last redemption.
 *
 * @param hour its beginning, on the full hour
 */
public record RedeemedHour(Instant hour, int count) {

    public static final RedeemedHour NONE = new RedeemedHour(Instant.EPOCH, 0);

    /** Redemptions so far in the hour of this instant. */
    int in(Instant at) {
        return hour.equals(hourOf(at)) ? count : 0;
    }

    RedeemedHour after(Instant at) {
        return new RedeemedHour(hourOf(at), in(at) + 1);
    }

    /** The first instant of the next hour. */
    static Instant endOf(Instant at) {
        return hourOf(at).plus(1, ChronoUnit.HOURS);
    }

    private static Instant hourOf(Instant at) {
        return at.truncatedTo(ChronoUnit.HOURS);
    }
}
