package dev.tallystick.points;

/**
 * Points by where they were earned. What was earned outside a web shop counts as earned in store, the office's corrections
 * too. As a change either number may be negative.
 */
public record ByChannel(long online, long inStore) {

    public static final ByChannel NONE = new ByChannel(0, 0);

    /** Points earned in a channel. */
    static ByChannel of(Channel channel, Points points) {
        return switch (channel) {
            case ONLINE -> new ByChannel(points.value(), 0);
            case IN_STORE, OFFICE -> new ByChannel(0, points.value());
        };
    }

    /** All of them. */
    public long total() {
        return Math.addExact(online, inStore);
    }

    ByChannel plus(ByChannel other) {
        return new ByChannel(Math.addExact(online, other.online), Math.addExact(inStore, other.inStore));
    }

    ByChannel negated() {
        return new ByChannel(Math.negateExact(online), Math.negateExact(inStore));
    }

    /** So many of them, from both pro rata, the floor from online. */
    ByChannel part(long points) {
        if (points == 0) {
            return NONE;
        }
        long fromOnline = Points.floor(total(), points, online);
        return new ByChannel(fromOnline, points - fromOnline);
    }

    /** So many of them, first those earned in this channel. */
    ByChannel part(long points, Channel first) {
        return switch (first) {
            case ONLINE -> {
                long own = Math.min(points, online);
                yield new ByChannel(own, points - own);
            }
            case IN_STORE, OFFICE -> {
                long own = Math.min(points, inStore);
                yield new ByChannel(points - own, own);
            }
        };
    }
}
