package dev.tallystick.local.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.local.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ScheduleTimesTest {

    private static final String PLACE = "t.yaml:9: F (AWS::Serverless::Function), property Events.E.";

    @TempDir
    Path directory;

    private void refused(String event, String problem) {
        assertThatThrownBy(() -> FunctionTemplate.with(directory, event).schedules())
                .isInstanceOf(Fault.class)
                .hasMessage(PLACE + problem);
    }

    private List<Instant> times(String properties, String cloudStart, int most) throws IOException {
        ScheduleSource source = FunctionTemplate.with(
                        directory, "E: { Type: ScheduleV2, Properties: { " + properties + " } }")
                .schedules()
                .getFirst();
        Instant start = Instant.parse(cloudStart);
        return Stream.iterate(source.next(start, start), Optional::isPresent, last -> source.next(last.get(), start))
                .limit(most)
                .map(Optional::get)
                .toList();
    }

    @Test
    void a_rate_counts_from_when_the_cloud_starts_or_from_its_start_date() throws IOException {
        assertThat(times("ScheduleExpression: rate(1 hour)", "2026-01-01T10:30:00Z", 2))
                .containsExactly(Instant.parse("2026-01-01T11:30:00Z"), Instant.parse("2026-01-01T12:30:00Z"));
        // The start date is the first time, as EventBridge Scheduler documents it.
        String from = "ScheduleExpression: rate(1 hour), StartDate: '2026-01-01T12:00:00Z'";
        assertThat(times(from, "2026-01-01T10:30:00Z", 2))
                .containsExactly(Instant.parse("2026-01-01T12:00:00Z"), Instant.parse("2026-01-01T13:00:00Z"));
        assertThat(times(from, "2026-01-01T15:30:00Z", 1)).containsExactly(Instant.parse("2026-01-01T16:00:00Z"));
    }

    @Test
    void a_schedule_is_due_only_between_its_dates_and_an_at_whatever_they_are() throws IOException {
        String dates = ", StartDate: '2026-01-02T03:00:00.000Z', EndDate: '2026-01-03T04:00:00+01:00'";
        assertThat(times("ScheduleExpression: cron(0 3 * * ? *)" + dates, "2026-01-01T00:00:00Z", 9))
                .containsExactly(Instant.parse("2026-01-02T03:00:00Z"), Instant.parse("2026-01-03T03:00:00Z"));
        assertThat(times("ScheduleExpression: rate(1 day)" + dates, "2026-01-01T00:00:00Z", 9))
                .hasSize(2);
        // One-time schedules ignore both dates, as EventBridge Scheduler documents it.
        assertThat(times("ScheduleExpression: 'at(2026-01-01T12:00:00)'" + dates, "2026-01-01T00:00:00Z", 9))
                .containsExactly(Instant.parse("2026-01-01T12:00:00Z"));
    }

    @Test
    void a_time_zone_is_that_of_cron_and_at() throws IOException {
        String berlin = ", ScheduleExpressionTimezone: Europe/Berlin";
        assertThat(times("ScheduleExpression: cron(0 3 * * ? *)" + berlin, "2026-01-01T00:00:00Z", 1))
                .containsExactly(Instant.parse("2026-01-01T02:00:00Z"));
        assertThat(times("ScheduleExpression: 'at(2026-07-01T03:00:00)'" + berlin, "2026-01-01T00:00:00Z", 1))
                .containsExactly(Instant.parse("2026-07-01T01:00:00Z"));
    }

    @Test
    void dates_zones_and_windows_that_AWS_refuses_are_refused() {
        String schedule = "E: { Type: ScheduleV2, Properties: { ScheduleExpression: rate(1 day), ";
        refused(
                schedule + "StartDate: tomorrow } }",
                "Properties.StartDate: must be a time such as 2026-03-01T12:00:00Z");
        refused(
                schedule + "StartDate: '2026-01-02T00:00:00Z', EndDate: '2026-01-02T00:00:00Z' } }",
                "Properties.EndDate: must be later than StartDate");
        refused(
                schedule + "ScheduleExpressionTimezone: Europe/Atlantis } }",
                "Properties.ScheduleExpressionTimezone: must be a time zone such as Europe/Paris");
        refused(
                schedule + "FlexibleTimeWindow: { Mode: FLEXIBLE } } }",
                "Properties.FlexibleTimeWindow.MaximumWindowInMinutes: is missing");
        refused(
                schedule + "FlexibleTimeWindow: { Mode: FLEXIBLE, MaximumWindowInMinutes: 1441 } } }",
                "Properties.FlexibleTimeWindow.MaximumWindowInMinutes: must be a whole number from 1 to 1440");
        refused(
                schedule + "FlexibleTimeWindow: { Mode: \"OFF\", MaximumWindowInMinutes: 5 } } }",
                "Properties.FlexibleTimeWindow.MaximumWindowInMinutes: goes with the Mode FLEXIBLE");
        refused(
                schedule + "FlexibleTimeWindow: { Mode: MAYBE } } }",
                "Properties.FlexibleTimeWindow.Mode: must be OFF or FLEXIBLE");
        refused(
                schedule + "RetryPolicy: { MaximumRetryAttempts: 186 } } }",
                "Properties.RetryPolicy.MaximumRetryAttempts: must be a whole number from 0 to 185");
        refused(
                schedule + "RetryPolicy: { MaximumEventAgeInSeconds: 59 } } }",
                "Properties.RetryPolicy.MaximumEventAgeInSeconds: must be a whole number from 60 to 86400");
    }
}
