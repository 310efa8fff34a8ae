package dev.tallystick.points;

import java.time.Instant;

/**
 * Points that end together, those earned online kept apart from those earned in store. As a change of a lot either number
 * may be negative.
 *
 * @param endsAt the first instant at which they can no longer be spent
 */
public record Lot(Instant endsAt, long online, long inStore) {

    /** What was earned outside a web shop counts as earned in store, the office's corrections too. */
    static Lot earned(Instant endsAt, Channel channel, Points points) {
        return switch (channel) {
            case ONLINE -> new Lot(endsAt, points.value(), 0);
            case IN_STORE, OFFICE -> new Lot(endsAt, 0, points.value());
        };
    }

    /** All of it. */
    public long total() {
        return Math.addExact(online, inStore);
    }

    Lot plus(Lot change) {
        return new Lot(endsAt, Math.addExact(online, change.online), Math.addExact(inStore, change.inStore));
    }

    /** The change that takes all of it. */
    Lot negated() {
        return new Lot(endsAt, Math.negateExact(online), Math.negateExact(inStore));
    }

    /** What taking so many from both sums pro rata changes, the floor for online. */
    Lot taking(long points) {
        long fromOnline = Points.floor(total(), points, online);
        return new Lot(endsAt, -fromOnline, -(points - fromOnline));
    }
}
