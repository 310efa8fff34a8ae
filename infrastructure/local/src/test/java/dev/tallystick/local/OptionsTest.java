package dev.tallystick.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OptionsTest {

    private static Options parse(Map<String, String> environment, String... options) {
        return Options.parse(
                Stream.concat(Stream.of("--template", "t.yaml"), Stream.of(options))
                        .toArray(String[]::new),
                environment);
    }

    @Test
    void schedules_go_by_in_real_time_unless_the_option_or_the_environment_says_otherwise() {
        Map<String, String> environment = Map.of("SCHEDULE_SPEED", "60");
        assertThat(parse(Map.of()).scheduleSpeed()).isEqualTo(1);
        assertThat(parse(environment).scheduleSpeed()).isEqualTo(60);
        assertThat(parse(environment, "--schedule-speed", "3600").scheduleSpeed())
                .isEqualTo(3600);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "3601", "-1", "fast", ""})
    void a_speed_that_is_none_is_refused(String speed) {
        assertThatThrownBy(() -> parse(Map.of("SCHEDULE_SPEED", speed)))
                .isInstanceOf(Fault.class)
                .hasMessage("the speed of schedules must be a number from 1 to 3600, not " + speed);
    }

    @Test
    void a_port_that_is_none_is_refused() {
        assertThatThrownBy(() -> parse(Map.of("PORT", "65536")))
                .hasMessage("the port must be a number from 0 to 65535, not 65536");
    }
}
