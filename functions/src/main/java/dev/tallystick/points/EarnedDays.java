package dev.tallystick.points;

import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What a member earned by business day, where the program has a limit a day: the last seven days each, what is older together
 * as the day before them. What a clock that is ahead puts further than dates may be ahead counts as the last day that may.
 */
public record EarnedDays(Map<LocalDate, Points> days) {

    private static final int OLDEST = 7;

    /** A business date may be four days ahead: one for the clock, two for the zones, one for the source's books. */
    private static final int LATEST = 4;

    private static final int KEPT = OLDEST + LATEST;

    public static final EarnedDays NONE = new EarnedDays(Map.of());

    public EarnedDays {
        days = Map.copyOf(days);
    }

    /** The day that a business day counts as. */
    static LocalDate counted(LocalDate businessDate, LocalDate today) {
        LocalDate oldest = today.minusDays(OLDEST);
        LocalDate latest = today.plusDays(LATEST);
        LocalDate notOlder = businessDate.isBefore(oldest) ? oldest : businessDate;
        return notOlder.isAfter(latest) ? latest : notOlder;
    }

    Points on(LocalDate day) {
        return Objects.requireNonNull(days.getOrDefault(day, Points.ZERO));
    }

    /** After so many more were earned on a day. Of the days before it, those that cannot count any more are forgotten. */
    EarnedDays plus(LocalDate day, Points earned) {
        if (earned.isZero()) {
            return this;
        }
        TreeMap<LocalDate, Points> next = new TreeMap<>(days);
        next.merge(day, earned, Points::plus);
        return new EarnedDays(next.tailMap(next.lastKey().minusDays(KEPT), true));
    }

    /** After so many were taken back of what was earned on a day that may still count. */
    EarnedDays minus(LocalDate day, Points clawedBack) {
        Map<LocalDate, Points> next = new TreeMap<>(days);
        next.computeIfPresent(
                day,
                (same, earned) ->
                        clawedBack.isMoreThan(earned) || clawedBack.equals(earned) ? null : earned.minus(clawedBack));
        return new EarnedDays(next);
    }
}
