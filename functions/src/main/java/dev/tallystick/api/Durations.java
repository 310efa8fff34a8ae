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
        return readOptional(
                body, name, Duration.ofSeconds(1), "an ISO 8601 duration of at least a second, such as PT15M");
    }

    /** As {@link #readOptional}, also none at all. */
    public static @Nullable Duration readOptionalFromZero(Fields body, String name) {
        return readOptional(body, name, Duration.ZERO, "an ISO 8601 duration, such as PT15M or PT0S");
    }

    private static @Nullable Duration readOptional(Fields body, String name, Duration least, String expected) {
        String text = body.optionalAnyText(name);
        if (text == null) {
            return null;
        }
        try {
            Duration duration =
                    Duration.parse(text.length() > LONGEST ? "" : text).truncatedTo(ChronoUnit.MILLIS);
            if (duration.compareTo(least) >= 0) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            // told below
        }
        body.fault(name, "must be " + expected);
        return null;
    }
}
