package dev.tallystick.points;

import java.time.Instant;

/**
 * Points that end together, those earned online kept apart from those earned in store. As a change of a lot either number
 * may be negative.
 *
 * @param endsAt the first instant at which they can no longer be spent
 */
public record Lot(Instant endsAt, ByChannel points) {

    public Lot(Instant endsAt, long online, long inStore) {
        this(endsAt, new ByChannel(online, inStore));
    }

    static Lot earned(Instant endsAt, Channel channel, Points points) {
        return new Lot(endsAt, ByChannel.of(channel, points));
    }

    public long online() {
        return points.online();
    }

    public long inStore() {
        return points.inStore();
    }

    /** All of it. */
    public long total() {
        return points.total();
    }

    Lot plus(Lot change) {
        return new Lot(endsAt, points.plus(change.points));
    }

    /** The change that takes all of it. */
    Lot negated() {
        return new Lot(endsAt, points.negated());
    }

    /** So much of it, from both sums pro rata, the floor from online. */
    Lot part(long wanted) {
        return new Lot(endsAt, points.part(wanted));
    }

    /** As much with another end. */
    Lot endingAt(Instant otherEnd) {
        return new Lot(otherEnd, points);
    }
}
