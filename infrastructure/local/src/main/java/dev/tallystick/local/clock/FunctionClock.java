package dev.tallystick.local.clock;

import dev.tallystick.local.plan.FunctionSpec;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The time as functions have it: what their own {@code CLOCK_OFFSET} says and how far the cloud's clock was moved add up. */
public record FunctionClock(LocalClock clock) {

    private static final String CLOCK_OFFSET = "CLOCK_OFFSET";

    /** What a function's process is to be told, once the clock was moved. */
    public Map<String, String> environment(FunctionSpec function) {
        boolean told = clock.offset().isPositive() && (own(function).isPresent() || !hasOwn(function));
        return told
                ? Map.of(
                        CLOCK_OFFSET,
                        own(function).orElse(Duration.ZERO).plus(clock.offset()).toString())
                : Map.of();
    }

    /** What time it is for a function. */
    public Instant now(FunctionSpec function) {
        return clock.instant().plus(own(function).orElse(Duration.ZERO));
    }

    private static boolean hasOwn(FunctionSpec function) {
        return function.environment().containsKey(CLOCK_OFFSET);
    }

    // Another template may mean something else by that name.
    private static Optional<Duration> own(FunctionSpec function) {
        try {
            return Optional.ofNullable(function.environment().get(CLOCK_OFFSET))
                    .map(Duration::parse)
                    .filter(offset -> offset.abs().compareTo(LocalClock.MOST) <= 0);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
