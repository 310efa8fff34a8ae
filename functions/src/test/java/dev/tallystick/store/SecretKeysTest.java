package dev.tallystick.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The versions of a secret, and how long a process goes by those that it has read. */
class SecretKeysTest {

    private Instant now = Instant.parse("2026-11-22T10:00:00Z");

    @ParameterizedTest
    @CsvSource({
        // how long after the first reading | the current version then, the second where it was read again
        "PT0S,       1",
        "PT4M59.999S, 1",
        "PT5M,       2",
        "P30D,       2",
        "-PT0.001S,  2",
    })
    void aSecretIsReadAgainAfterFiveMinutesOfTheWallClockAndWhereThatWasSetBack(Duration later, String current) {
        AtomicInteger read = new AtomicInteger();
        Supplier<SecretKeys> keys = SecretKeys.lazily(
                () -> "{\"current\": \"%d\", \"1\": \"a\", \"2\": \"b\"}".formatted(read.incrementAndGet()), () -> now);
        assertThat(read).as("not before it is needed").hasValue(0);
        assertThat(keys.get().current().id()).isEqualTo("1");

        now = now.plus(later);

        assertThat(keys.get().current().id()).isEqualTo(current);
        assertThat(keys.get().current().id()).as("kept again").isEqualTo(current);
    }
}
