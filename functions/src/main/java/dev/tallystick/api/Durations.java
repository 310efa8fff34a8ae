package dev.tallystick.api;

import dev.tallystick.json.Fields;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Durations in ISO 8601, such as {@code PT15M}, in whole milliseconds as all our instants. */
public final class Durations {

    private static final int LONGEST = 32;

    private Durations() {}

    /** A duration of at least a second. */
    public static Duration read(Fields body, String name) {
        Duration duration = readOptional(body, name);
        if (duration == null && !body.has(name)) {
            body.fault(name, "is required");
        }
        return duration == null ? Duration.ofSeconds(1) : duration;
    }

    /** As {@link #read}, where it is given. */
    public static @Nullable Duration readOptional(Fields body, String name) {
        String text = body.optionalAnyText(name);
        if (text == null) {
            return null;
        }
        try {
            Duration duration =
                    Duration.parse(text.length() > LONGEST ? "" : text).truncatedTo(ChronoUnit.MILLIS);
            if (duration.compareTo(Duration.ofSeconds(1)) >= 0) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            // told below
        }
        body.fault(name, "must be an ISO 8601 duration of at least a second, such as PT15M");
        return null;
    }
}
