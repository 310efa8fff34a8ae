package dev.tallystick.points;

/**
 * What a redemption took of a member.
 *
 * @param lots points that the member had
 * @param owed points that the member did not have, taken last; they count to the channel in which they were spent
 */
public record Taken(Lots lots, ByChannel owed) {

    static final Taken NONE = of(Lots.NONE);

    public Taken {
        Invariant.POINTS_NEVER_NEGATIVE.hold(owed.online() >= 0 && owed.inStore() >= 0);
    }

    /** Nothing that the member did not have. */
    static Taken of(Lots lots) {
        return new Taken(lots, ByChannel.NONE);
    }

    /** All of it. */
    public Points total() {
        return lots.total().plus(Points.of(owed.total()));
    }

    /** The points that the member had by where they were earned. */
    public ByChannel byChannel() {
        return lots.byChannel();
    }

    /** So many points, those that were taken last. There must be as many. */
    Taken last(Points points) {
        Points fromOwed = points.atMost(Points.of(owed.total()));
        return new Taken(lots.newest(points.minus(fromOwed)), owed.part(fromOwed.value()));
    }

    /** What is left without so many points, those that were taken last. */
    Taken withoutLast(Points points) {
        Taken last = last(points);
        return new Taken(lots.after(last.lots.taken()), owed.plus(last.owed.negated()));
    }
}
