package dev.tallystick.points;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** A member's available points in lots, oldest first. At most {@value #MAXIMUM}, none empty. */
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

    public Points total() {
        return Points.of(lots.stream().mapToLong(Lot::total).reduce(0, Math::addExact));
    }

    /** The changes that take so many points, the oldest lot first. There must be as many. */
    List<Lot> taking(Points points) {
        List<Lot> changes = new ArrayList<>();
        long left = points.value();
        for (Lot lot : lots) {
            long taken = Math.min(left, lot.total());
            if (taken > 0) {
                changes.add(lot.taking(taken));
                left -= taken;
            }
        }
        Invariant.POINTS_NEVER_NEGATIVE.hold(left == 0);
        return changes;
    }

    /** These lots after the changes. */
    Lots after(List<Lot> changes) {
        TreeMap<Instant, Lot> next = new TreeMap<>();
        lots.forEach(lot -> next.put(lot.endsAt(), lot));
        changes.forEach(change -> next.merge(change.endsAt(), change, Lot::plus));
        return new Lots(next.values().stream().filter(lot -> lot.total() != 0).toList());
    }
}
