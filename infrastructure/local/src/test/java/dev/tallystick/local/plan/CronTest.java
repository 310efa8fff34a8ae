package dev.tallystick.local.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CronTest {

    // A Sunday.
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private static List<String> times(String expression, ZoneId zone, Instant after, int most) {
        Cron cron = Cron.parse(expression, zone);
        return Stream.iterate(cron.next(after, after), Optional::isPresent, last -> cron.next(last.get(), after))
                .limit(most)
                .map(time -> time.get().toString())
                .toList();
    }

    /** The examples of EventBridge's and EventBridge Scheduler's documentation, and each wildcard that it lists. */
    @ParameterizedTest(name = "{0} is due at {1}")
    @CsvSource(delimiter = '|', textBlock = """
            cron(0 10 * * ? *)              | 2026-03-02T10:00 2026-03-03T10:00
            cron(15 12 * * ? *)             | 2026-03-01T12:15 2026-03-02T12:15
            cron(0 18 ? * MON-FRI *)        | 2026-03-02T18:00 2026-03-03T18:00 2026-03-04T18:00 2026-03-05T18:00 2026-03-06T18:00 2026-03-09T18:00
            cron(0 8 1 * ? *)               | 2026-04-01T08:00 2026-05-01T08:00
            cron(0/15 * * * ? *)            | 2026-03-01T12:15 2026-03-01T12:30 2026-03-01T12:45 2026-03-01T13:00
            cron(0/10 * ? * MON-FRI *)      | 2026-03-02T00:00 2026-03-02T00:10
            cron(0/5 8-17 ? * MON-FRI *)    | 2026-03-02T08:00 2026-03-02T08:05
            cron(0 9 ? * 2#1 *)             | 2026-03-02T09:00 2026-04-06T09:00
            cron(15 10 ? * 6L 2025-2026)    | 2026-03-27T10:15 2026-04-24T10:15
            cron(15 10 ? * 6L 2022-2026)    | 2026-03-27T10:15
            cron(0 0 ? * FRIL *)            | 2026-03-27T00:00
            cron(0 0 ? * 3#2 *)             | 2026-03-10T00:00 2026-04-14T00:00
            cron(0 0 ? * TUE#5 *)           | 2026-03-31T00:00 2026-06-30T00:00
            cron(0 0 ? * L *)               | 2026-03-07T00:00 2026-03-14T00:00
            cron(0 0 ? * 1 *)               | 2026-03-08T00:00
            cron(0 0 ? * 7 *)               | 2026-03-07T00:00
            cron(0 0 ? * SUN,SAT *)         | 2026-03-07T00:00 2026-03-08T00:00
            cron(0 0 L * ? *)               | 2026-03-31T00:00 2026-04-30T00:00
            cron(0 0 L 2 ? *)               | 2027-02-28T00:00 2028-02-29T00:00
            cron(0 0 LW * ? *)              | 2026-03-31T00:00 2026-04-30T00:00 2026-05-29T00:00
            cron(0 0 3W * ? *)              | 2026-03-03T00:00 2026-04-03T00:00 2026-05-04T00:00
            cron(0 0 15W 8 ? *)             | 2026-08-14T00:00
            cron(0 0 1W 8 ? *)              | 2026-08-03T00:00
            cron(0 0 31W 5 ? *)             | 2026-05-29T00:00
            cron(0 0 31W * ? *)             | 2026-03-31T00:00 2026-05-29T00:00
            cron(1/10 * * * ? *)            | 2026-03-01T12:01 2026-03-01T12:11 2026-03-01T12:21
            cron(5-20/5,59 0 * * ? *)       | 2026-03-02T00:05 2026-03-02T00:10 2026-03-02T00:15 2026-03-02T00:20 2026-03-02T00:59
            cron(0 0 1 JAN,jul ? *)         | 2026-07-01T00:00 2027-01-01T00:00
            cron(0 0 1 */4 ? *)             | 2026-05-01T00:00 2026-09-01T00:00 2027-01-01T00:00
            cron(0 0 29 2 ? *)              | 2028-02-29T00:00 2032-02-29T00:00
            cron(0 0 1 1 ? 2026/3)          | 2029-01-01T00:00
            cron( 0  0 1 1 ? 2199 )         | 2199-01-01T00:00
            """)
    void a_documented_expression_is_due_when_AWS_says(String expression, String expected) {
        List<String> wanted =
                Stream.of(expected.split(" ", -1)).map(time -> time + ":00Z").toList();
        assertThat(times(expression, ZoneOffset.UTC, START, wanted.size())).isEqualTo(wanted);
    }

    @Test
    void after_its_last_year_it_is_due_no_more() {
        assertThat(times("cron(0 0 1 1 ? 2027)", ZoneOffset.UTC, START, 9)).containsExactly("2027-01-01T00:00:00Z");
        assertThat(times("cron(0 0 1 1 ? 2025)", ZoneOffset.UTC, START, 9)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cron(0 10 * * ?)",
                "cron(0 10 * * ? * *)",
                "cron()",
                "cron(0 10 * * * *)",
                "cron(0 10 ? * ? *)",
                "cron(0 10 1 * MON *)",
                "cron(60 10 * * ? *)",
                "cron(0 24 * * ? *)",
                "cron(0 10 0 * ? *)",
                "cron(0 10 32 * ? *)",
                "cron(0 10 * 13 ? *)",
                "cron(0 10 ? * 0 *)",
                "cron(0 10 ? * 8 *)",
                "cron(0 10 * * ? 1969)",
                "cron(0 10 * * ? 2200)",
                "cron(? 10 * * ? *)",
                "cron(0 10 30 2 ? *)",
                "cron(0 10 31 4,6 ? *)",
                "cron(0/0 10 * * ? *)",
                "cron(5-1 10 * * ? *)",
                "cron(5-1,7 10 * * ? *)",
                "cron(0 10 0,1 * ? *)",
                "cron(1-2-3 10 * * ? *)",
                "cron(1/2/3 10 * * ? *)",
                "cron(1, 10 * * ? *)",
                "cron(x 10 * * ? *)",
                "cron(0 10 ? * 3#6 *)",
                "cron(0 10 ? * 3#1,6#3 *)",
                "cron(0 10 32W * ? *)",
                "cron(0 10 ? * 8L *)"
            })
    void what_AWS_refuses_is_refused(String expression) {
        assertThatThrownBy(() -> Cron.parse(expression, ZoneOffset.UTC))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cron");
    }

    @Test
    void a_time_that_the_clocks_skip_in_spring_is_left_out_as_EventBridge_Scheduler_documents() {
        assertThat(times("cron(30 2 * * ? *)", ZoneId.of("America/New_York"), Instant.parse("2026-03-07T00:00:00Z"), 2))
                .containsExactly("2026-03-07T07:30:00Z", "2026-03-09T06:30:00Z");
    }

    @Test
    void a_time_that_the_clocks_show_twice_in_autumn_counts_once_as_EventBridge_Scheduler_documents() {
        assertThat(times("cron(30 1 * * ? *)", ZoneId.of("America/New_York"), Instant.parse("2026-11-01T00:00:00Z"), 2))
                .containsExactly("2026-11-01T05:30:00Z", "2026-11-02T06:30:00Z");
    }
}
