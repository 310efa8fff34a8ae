package dev.tallystick.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--colour          | unknown option --colour; --help lists the options",
                "other.yaml        | unexpected argument other.yaml; --help lists the options",
                "--port            | --port needs a value; --help lists the options",
                "--parameter Stage | --parameter needs Name=Value, not Stage"
            })
    void what_is_not_understood_is_named(String options, String message) {
        assertThatThrownBy(() -> parse(Map.of(), options.split(" ", -1)))
                .isInstanceOf(Fault.class)
                .hasMessage(message);
    }

    @Test
    void a_template_must_be_given() {
        assertThatThrownBy(() -> Options.parse(new String[0], Map.of()))
                .hasMessage("--template FILE is missing; --help lists the options");
    }

    @Test
    void help_names_each_option_of_README() throws IOException {
        assertThat(Options.wantsHelp(new String[] {"--port", "1", "--help"})).isTrue();
        String readme = Files.readString(Path.of("README.md"));
        List<String> options = Pattern.compile("^\\| `(--[a-z-]+)", Pattern.MULTILINE)
                .matcher(readme)
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(Pattern.compile("^  (--[a-z-]+)", Pattern.MULTILINE)
                        .matcher(Options.HELP)
                        .results())
                .map(match -> match.group(1))
                .containsExactlyInAnyOrderElementsOf(options);
    }
}
