package dev.tallystick.points;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A member's pending points: a sum for each day and lot, and one for each event that is waited for. None is empty. */
public record PendingPoints(Map<Activation, ByChannel> sums) {

    /** Program days are at most 34, so this many days can be open at once. */
    public static final int MOST_DAYS = 35;

    public static final PendingPoints NONE = new PendingPoints(Map.of());

    public PendingPoints {
        sums = Map.copyOf(sums);
        for (ByChannel points : sums.values()) {
            Invariant.POINTS_NEVER_NEGATIVE.hold(points.online() >= 0 && points.inStore() >= 0 && points.total() > 0);
        }
        Invariant.PENDING_DAYS_ARE_BOUNDED.hold(sums.keySet().stream()
                        .filter(Activation.OnDay.class::isInstance)
                        .map(day -> ((Activation.OnDay) day).activatesAt())
                        .distinct()
                        .count()
                <= MOST_DAYS);
    }

    public Points total() {
        return Points.of(sums.values().stream().mapToLong(ByChannel::total).reduce(0, Math::addExact));
    }

    /** What becomes active on that day in that lot. */
    ByChannel of(Activation activation) {
        return Objects.requireNonNull(sums.getOrDefault(activation, ByChannel.NONE));
    }

    /** The days on which some of them become active, in their order. */
    List<Activation.OnDay> days() {
        return sums.keySet().stream()
                .filter(Activation.OnDay.class::isInstance)
                .map(Activation.OnDay.class::cast)
                .sorted(Comparator.comparing(Activation.OnDay::activatesAt).thenComparing(Activation.OnDay::lotEnd))
                .toList();
    }

    /** All of it as changes that take it, in an order that is always the same. */
    List<Pending> taken() {
        return sums.entrySet().stream()
                .map(sum -> new Pending(sum.getKey(), sum.getValue().negated()))
                .sorted(Comparator.comparing(change -> change.activation().toString()))
                .toList();
    }

    PendingPoints after(List<Pending> changes) {
        Map<Activation, ByChannel> next = new LinkedHashMap<>(sums);
        changes.forEach(change -> next.merge(change.activation(), change.points(), ByChannel::plus));
        next.values().removeIf(points -> points.online() == 0 && points.inStore() == 0);
        return new PendingPoints(next);
    }
}
