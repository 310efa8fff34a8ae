package dev.tallystick.points;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Points in lots, oldest first. At most {@value #MAXIMUM}, none empty. */
public record Lots(List<Lot> lots) {

    public static final int MAXIMUM = 40;

    public static final Lots NONE = new Lots(List.of());

    public Lots {
        lots = lots.stream().sorted(Comparator.comparing(Lot::endsAt)).toList();
        Invariant.LOTS_ARE_BOUNDED.hold(lots.size() <= MAXIMUM);
        for (Lot lot : lots) {
            Invariant.POINTS_NEVER_NEGATIVE.hold(lot.online() >= 0 && lot.inStore() >= 0 && lot.total() > 0);
        }
    }

    /** What the changes leave of nothing. */
    static Lots of(List<Lot> changes) {
        return NONE.after(changes);
    }

    public Points total() {
        return Points.of(lots.stream().mapToLong(Lot::total).reduce(0, Math::addExact));
    }

    /** All of it by where it was earned. */
    public ByChannel byChannel() {
        return lots.stream().map(Lot::points).reduce(ByChannel.NONE, ByChannel::plus);
    }

    Optional<Lot> endingAt(Instant end) {
        return lots.stream().filter(lot -> lot.endsAt().equals(end)).findFirst();
    }

    /** So many points, the oldest lot first. There must be as many. */
    Lots oldest(Points points) {
        return part(points, lots);
    }

    /** So many points, the newest lot first: what was taken last is given back first. There must be as many. */
    Lots newest(Points points) {
        return part(points, lots.reversed());
    }

    private static Lots part(Points points, List<Lot> inOrder) {
        List<Lot> taken = new ArrayList<>();
        long left = points.value();
        for (Lot lot : inOrder) {
            long some = Math.min(left, lot.total());
            if (some > 0) {
                taken.add(lot.part(some));
                left -= some;
            }
        }
        Invariant.POINTS_NEVER_NEGATIVE.hold(left == 0);
        return new Lots(taken);
    }

    /** These points as changes that take them. */
    List<Lot> taken() {
        return lots.stream().map(Lot::negated).toList();
    }

    /** These lots after the changes. */
    Lots after(List<Lot> changes) {
        TreeMap<Instant, Lot> next = new TreeMap<>();
        lots.forEach(lot -> next.put(lot.endsAt(), lot));
        changes.forEach(change -> next.merge(change.endsAt(), change, Lot::plus));
        return new Lots(next.values().stream()
                .filter(lot -> lot.online() != 0 || lot.inStore() != 0)
                .toList());
    }

    /** The same points where those in lots that have ended lie in another. */
    Lots landingAt(Instant at, Instant graceEnd) {
        return of(lots.stream()
                .map(lot -> lot.endsAt().isAfter(at) ? lot : lot.endingAt(graceEnd))
                .toList());
    }
}
