package dev.tallystick.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** When a failed event is tried again. */
class RetryScheduleTest {

    @Test
    void tenAttemptsAsTheStandardHasThemAndNoEleventh() {
        RetrySchedule exact = new RetrySchedule(() -> 0);

        assertThat(IntStream.rangeClosed(1, 9)
                        .mapToObj(
                                failures -> exact.after(failures, failed(null)).orElseThrow()))
                .containsExactly(
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(30),
                        Duration.ofHours(2),
                        Duration.ofHours(5),
                        Duration.ofHours(10),
                        Duration.ofHours(14),
                        Duration.ofHours(20),
                        Duration.ofHours(24));
        assertThat(exact.after(10, failed(null))).isEmpty();
    }

    @Test
    void chanceMakesItLaterByATenthAtMostAndNeverEarlier() {
        assertThat(new RetrySchedule(() -> 0.999).after(2, failed(null)).orElseThrow())
                .isBetween(Duration.ofSeconds(329), Duration.ofSeconds(330));
    }

    @Test
    void whatTheReceiverAsksForIsWaitedWithinBounds() {
        RetrySchedule exact = new RetrySchedule(() -> 0);

        assertThat(exact.after(1, failed(Duration.ofMinutes(2)))).contains(Duration.ofMinutes(2));
        assertThat(exact.after(2, failed(Duration.ofMinutes(2)))).contains(Duration.ofMinutes(5));
        assertThat(exact.after(1, failed(Duration.ofDays(300)))).contains(RetrySchedule.LONGEST_ASKED_FOR);
        assertThat(exact.after(10, failed(Duration.ofMinutes(2)))).isEmpty();
    }

    private static Attempt failed(Duration retryAfter) {
        return new Attempt(Instant.EPOCH, 503, null, retryAfter, 1);
    }
}
