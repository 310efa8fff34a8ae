package dev.tallystick.local.plan;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A schedule that is due once, as {@code at(2026-03-01T12:00:00)} says. */
public record Once(Instant at) implements Timing {

    private static final Pattern FORM = Pattern.compile("at\\((\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d)\\)");

    static Once parse(String expression, ZoneId zone) {
        Matcher form = FORM.matcher(expression);
        if (form.matches()) {
            try {
                return new Once(LocalDateTime.parse(form.group(1)).atZone(zone).toInstant());
            } catch (DateTimeParseException _) {
                // the message below says all that there is to say
            }
        }
        throw new IllegalArgumentException("must be at(yyyy-mm-ddThh:mm:ss) with a date that there is");
    }

    @Override
    public Optional<Instant> next(Instant after, Instant start) {
        return Optional.of(at).filter(time -> time.isAfter(after));
    }
}
