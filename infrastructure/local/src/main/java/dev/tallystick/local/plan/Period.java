package dev.tallystick.local.plan;

import dev.tallystick.local.template.Properties;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** The time in which a schedule is due at all; either end may be open. */
public record Period(Optional<Instant> start, Optional<Instant> end) {

    /** All of time. */
    public static final Period ALWAYS = new Period(Optional.empty(), Optional.empty());

    static Period of(Properties properties) {
        Period period = new Period(time(properties, "StartDate"), time(properties, "EndDate"));
        if (period.start().isPresent()
                && period.end().isPresent()
                && !period.start().get().isBefore(period.end().get())) {
            throw properties.fault("EndDate", "must be later than StartDate");
        }
        return period;
    }

    private static Optional<Instant> time(Properties properties, String name) {
        try {
            return properties.text(name).map(OffsetDateTime::parse).map(OffsetDateTime::toInstant);
        } catch (DateTimeException _) {
            throw properties.fault(name, "must be a time such as 2026-03-01T12:00:00Z");
        }
    }

    /** The next time in the period; a rate counts from the period's start, where it has one. */
    Optional<Instant> next(Timing timing, Instant after, Instant cloudStart) {
        // The start itself is the first of a rate's times.
        Instant from =
                start.map(first -> first.minusNanos(1)).filter(after::isBefore).orElse(after);
        return timing.next(from, start.orElse(cloudStart)).filter(time -> end.isEmpty() || !time.isAfter(end.get()));
    }
}
