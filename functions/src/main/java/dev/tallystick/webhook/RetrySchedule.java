package dev.tallystick.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** When an event is tried again: the schedule that Standard Webhooks 1.0.0 gives, a little later each time, by chance. */
final class RetrySchedule {

    /** After the first failure, the second …; after the last of them nothing. */
    static final List<Duration> DELAYS = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));

    static final Duration LONGEST_ASKED_FOR = Duration.ofHours(24);

    private static final double MOST_JITTER = 0.1;

    private final DoubleSupplier chance;

    /** @param chance from 0 to below 1 */
    RetrySchedule(DoubleSupplier chance) {
        this.chance = chance;
    }

    /**
     * How long to wait.
     *
     * @param failures how often it has failed, this time included
     * @return nothing where that was the last time
     */
    Optional<Duration> after(int failures, Attempt last) {
        if (failures > DELAYS.size()) {
            return Optional.empty();
        }
        Duration delay = DELAYS.get(failures - 1);
        Duration withJitter = delay.plusMillis((long) (delay.toMillis() * MOST_JITTER * chance.getAsDouble()));
        Duration asked = last.retryAfter();
        if (asked == null || asked.compareTo(withJitter) < 0) {
            return Optional.of(withJitter);
        }
        return Optional.of(asked.compareTo(LONGEST_ASKED_FOR) > 0 ? LONGEST_ASKED_FOR : asked);
    }
}
