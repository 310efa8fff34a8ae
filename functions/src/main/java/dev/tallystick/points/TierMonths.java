package dev.tallystick.points;

import java.time.YearMonth;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What a member earned, pending or not, by calendar month; only the twelve months that can count are kept. */
public record TierMonths(Map<YearMonth, Points> months) {

    static final int COUNTED = 12;

    public static final TierMonths NONE = new TierMonths(Map.of());

    public TierMonths {
        months = Map.copyOf(months);
    }

    /** The points that count in a month: its own and the eleven months' before. */
    public Points countedIn(YearMonth month) {
        return counted(month).values().stream().reduce(Points.ZERO, Points::plus);
    }

    TierMonths plus(YearMonth month, Points earned) {
        NavigableMap<YearMonth, Points> next = counted(month);
        if (!earned.isZero()) {
            next.merge(month, earned, Points::plus);
        }
        return new TierMonths(next);
    }

    /** After so many were taken back of what was earned in a month that may still count. */
    TierMonths minus(YearMonth month, Points clawedBack) {
        Map<YearMonth, Points> next = new TreeMap<>(months);
        next.computeIfPresent(month, (same, earned) -> earned.equals(clawedBack) ? null : earned.minus(clawedBack));
        return new TierMonths(next);
    }

    private NavigableMap<YearMonth, Points> counted(YearMonth month) {
        return new TreeMap<>(months).tailMap(month.minusMonths(COUNTED), false).headMap(month, true);
    }
}
