package dev.tallystick.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.points.Program;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long a process goes by the program that it has read. */
class ProgramsTest {

    private Instant now = Instant.parse("2026-11-22T10:00:00Z");

    @ParameterizedTest
    @CsvSource({
        // how long after the first reading, how often it is read then
        "PT0S,       1",
        "PT59.999S,  1",
        "PT1M,       2",
        "P30D,       2",
        "-PT0.001S,  2",
    })
    void theProgramIsReadAgainAfterItsTimeOfTheWallClockAndWhereThatWasSetBack(Duration later, int reads) {
        AtomicInteger read = new AtomicInteger();
        Programs programs = new Programs(
                key -> {
                    read.incrementAndGet();
                    return Optional.of(ProgramItem.write(key, Program.shipped()));
                },
                Duration.ofMinutes(1),
                () -> now);
        programs.current();
        assertThat(read).hasValue(1);

        now = now.plus(later);
        programs.current();
        programs.current();

        assertThat(read).hasValue(reads);
    }
}
