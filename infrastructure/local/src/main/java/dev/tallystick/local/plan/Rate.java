package dev.tallystick.local.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A schedule that is due again and again, as {@code rate(5 minutes)} says. */
public record Rate(Duration interval) implements Timing {

    private static final Pattern FORM = Pattern.compile("rate\\(([1-9]\\d{0,8})\\s+(minute|hour|day)(s?)\\)");

    static Rate parse(String expression) {
        Matcher form = FORM.matcher(expression);
        if (!form.matches()) {
            throw new IllegalArgumentException("must be rate(N unit) with a whole number N from 1 and the unit"
                    + " minute, minutes, hour, hours, day or days");
        }
        long value = Long.parseLong(form.group(1));
        String unit = form.group(2);
        if ((value == 1) == form.group(3).equals("s")) {
            throw new IllegalArgumentException("must be rate(" + value + " " + unit + (value == 1 ? "" : "s")
                    + "): AWS refuses the singular for more than 1 and the plural for 1");
        }
        return new Rate(
                switch (unit) {
                    case "minute" -> Duration.ofMinutes(value);
                    case "hour" -> Duration.ofHours(value);
                    default -> Duration.ofDays(value);
                });
    }

    @Override
    public Optional<Instant> next(Instant after, Instant start) {
        long gone = after.isBefore(start) ? -1 : Duration.between(start, after).dividedBy(interval);
        return Optional.of(start.plus(interval.multipliedBy(gone + 1)));
    }
}
