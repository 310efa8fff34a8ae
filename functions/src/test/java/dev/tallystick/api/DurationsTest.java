package dev.tallystick.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.json.Fields;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {

    /** A duration, and how it is read; nothing where it is a fault. */
    @ParameterizedTest
    @CsvSource({
        "PT15M,        PT15M",
        "P7D,          PT168H",
        "PT1S,         PT1S",
        "PT1.001S,     PT1.001S",
        "PT1.0019999S, PT1.001S",
        "PT0.9999999S,",
        "PT0S,",
        "-PT15M,",
        "15M,",
    })
    void aDurationHasWholeMillisecondsAsTheClockHas(String text, @Nullable Duration read) {
        assertThat(Durations.readOptional(Fields.of(Map.of("expiresIn", text)), "expiresIn"))
                .isEqualTo(read);
    }
}
