package dev.tallystick.local.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.local.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ScheduleSourceTest {

    private static final String PLACE = "t.yaml:9: F (AWS::Serverless::Function), property Events.E.";
    private static final String FORM = "must be rate(N unit) with a whole number N from 1 and the unit"
            + " minute, minutes, hour, hours, day or days";

    @TempDir
    Path directory;

    private List<ScheduleSource> schedules(String... events) throws IOException {
        return FunctionTemplate.with(directory, events).schedules();
    }

    private void refused(String event, String problem) {
        assertThatThrownBy(() -> schedules(event)).isInstanceOf(Fault.class).hasMessage(PLACE + problem);
    }

    @ParameterizedTest
    @CsvSource({
        "rate(1 minute), PT1M",
        "rate(5 minutes), PT5M",
        "rate(1 hour), PT1H",
        "rate(36 hours), PT36H",
        "rate(1 day), P1D",
        "rate(30 days), P30D"
    })
    void a_rate_is_read(String expression, Duration interval) throws IOException {
        assertThat(schedules(
                        "A: { Type: Schedule, Properties: { Schedule: " + expression + " } }",
                        "B: { Type: ScheduleV2, Properties: { ScheduleExpression: " + expression + " } }"))
                .extracting(ScheduleSource::timing)
                .containsExactly(new Rate(interval), new Rate(interval));
    }

    @ParameterizedTest
    @CsvSource({
        "rate(1 minutes), rate(1 minute)",
        "rate(2 minute), rate(2 minutes)",
        "rate(1 hours), rate(1 hour)",
        "rate(24 hour), rate(24 hours)",
        "rate(1 days), rate(1 day)",
        "rate(7 day), rate(7 days)"
    })
    void a_unit_in_the_wrong_number_is_refused_as_AWS_refuses_it(String expression, String right) {
        String problem = ": must be " + right + ": AWS refuses the singular for more than 1 and the plural for 1";
        refused("E: { Type: Schedule, Properties: { Schedule: " + expression + " } }", "Properties.Schedule" + problem);
        refused(
                "E: { Type: ScheduleV2, Properties: { ScheduleExpression: " + expression + " } }",
                "Properties.ScheduleExpression" + problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rate(0 minutes)",
                "rate(-1 minutes)",
                "rate(1.5 hours)",
                "rate(5 seconds)",
                "rate(5)",
                "rate(minutes)",
                "rate(5 minutes",
                "rate(9999999999 days)",
                "Rate(5 minutes)",
                "5 minutes",
                "''"
            })
    void what_is_no_rate_is_refused(String expression) {
        refused("E: { Type: Schedule, Properties: { Schedule: " + expression + " } }", "Properties.Schedule: " + FORM);
    }

    @Test
    void cron_is_read_for_both_and_at_for_a_schedule_only() throws IOException {
        Instant newYear = Instant.parse("2026-01-01T00:00:00Z");
        assertThat(schedules(
                        "A: { Type: Schedule, Properties: { Schedule: cron(0 3 * * ? *) } }",
                        "B: { Type: ScheduleV2, Properties: { ScheduleExpression: cron(0 3 * * ? *) } }",
                        "C: { Type: ScheduleV2, Properties: { ScheduleExpression: 'at(2026-01-01T03:00:00)' } }"))
                .allSatisfy(source ->
                        assertThat(source.next(newYear, newYear)).contains(newYear.plus(Duration.ofHours(3))));
        refused(
                "E: { Type: Schedule, Properties: { Schedule: 'at(2026-01-01T00:00:00)' } }",
                "Properties.Schedule: " + FORM);
    }

    @Test
    void a_cron_that_AWS_refuses_is_a_fault_with_its_line() {
        String days = ": cron: one of day of month and day of week must be ?, and only one";
        refused("E: { Type: Schedule, Properties: { Schedule: cron(0 3 1 * MON *) } }", "Properties.Schedule" + days);
        refused(
                "E: { Type: ScheduleV2, Properties: { ScheduleExpression: cron(0 3 * * * *) } }",
                "Properties.ScheduleExpression" + days);
        refused(
                "E: { Type: ScheduleV2, Properties: { ScheduleExpression: cron(0 3 31 2 ? *) } }",
                "Properties.ScheduleExpression: cron: there is no such day");
    }

    @ParameterizedTest
    @ValueSource(strings = {"at(2026-02-30T00:00:00)", "at(2026-01-01)", "at(2026-01-01T00:00:00Z)", "at()"})
    void an_at_that_is_no_time_is_refused(String expression) {
        refused(
                "E: { Type: ScheduleV2, Properties: { ScheduleExpression: '" + expression + "' } }",
                "Properties.ScheduleExpression: must be at(yyyy-mm-ddThh:mm:ss) with a date that there is");
    }

    @Test
    void an_expression_that_is_missing_is_refused() {
        refused("E: { Type: Schedule }", "Properties.Schedule: is missing");
        refused("E: { Type: ScheduleV2, Properties: { State: ENABLED } }", "Properties.ScheduleExpression: is missing");
    }

    @Test
    void what_the_local_cloud_cannot_do_is_refused_by_name() {
        String unknown = ": the local cloud does not know this property";
        refused(
                "E: { Type: Schedule, Properties: { Schedule: rate(1 day), ScheduleExpression: x } }",
                "Properties.ScheduleExpression" + unknown);
        String schedule = "E: { Type: ScheduleV2, Properties: { ScheduleExpression: rate(1 day), ";
        refused(schedule + "GroupName: g } }", "Properties.GroupName" + unknown);
        refused(schedule + "State: ON } }", "Properties.State: must be ENABLED or DISABLED");
    }

    @Test
    void an_input_that_is_no_JSON_is_refused() {
        for (String input : List.of("{a", "{} {}", "{} x", " ", "")) {
            refused(
                    "E: { Type: Schedule, Properties: { Schedule: rate(1 day), Input: '" + input + "' } }",
                    "Properties.Input: must be JSON, as a text");
        }
        refused(
                "E: { Type: ScheduleV2, Properties: { ScheduleExpression: rate(1 day), Input: { a: 1 } } }",
                "Properties.Input: must be a text");
    }

    @Test
    void two_of_one_name_are_refused_but_a_rule_and_a_schedule_may_share_it() throws IOException {
        assertThat(schedules(
                        "A: { Type: Schedule, Properties: { Schedule: rate(1 day), Name: n } }",
                        "B: { Type: ScheduleV2, Properties: { ScheduleExpression: rate(1 day), Name: n } }"))
                .hasSize(2);
        assertThatThrownBy(() -> schedules(
                        "A: { Type: Schedule, Properties: { Schedule: rate(1 day), Name: n } }",
                        "E: { Type: Schedule, Properties: { Schedule: rate(1 day), Name: n } }"))
                .hasMessage("t.yaml:10: F (AWS::Serverless::Function), property Events.E.Properties.Name:"
                        + " there is already arn:aws:events:eu-central-1:000000000000:rule/n");
    }

    @Test
    void a_disabled_one_is_checked_but_not_run() throws IOException {
        refused(
                "E: { Type: Schedule, Properties: { Schedule: rate(1 day), Enabled: true, State: ENABLED } }",
                "Properties.State: cannot be given together with Enabled, which SAM refuses");
        assertThat(schedules(
                        "C: { Type: Schedule, Properties: { Schedule: rate(1 day), State: DISABLED } }",
                        "A: { Type: Schedule, Properties: { Schedule: rate(1 day), Enabled: false } }",
                        "B: { Type: ScheduleV2, Properties: { ScheduleExpression: rate(1 day), State: DISABLED } }"))
                .isEmpty();
        refused(
                "E: { Type: Schedule, Properties: { Schedule: rate(2 day), Enabled: false } }",
                "Properties.Schedule: must be rate(2 days):"
                        + " AWS refuses the singular for more than 1 and the plural for 1");
    }

    @Test
    void names_are_those_of_the_template_or_made_of_function_and_event() throws IOException {
        assertThat(schedules(
                        "A: { Type: Schedule, Properties: { Schedule: rate(1 day), Name: nightly } }",
                        "B: { Type: ScheduleV2, Properties: { ScheduleExpression: rate(1 day) } }"))
                .extracting(ScheduleSource::arn)
                .containsExactly(
                        "arn:aws:events:eu-central-1:000000000000:rule/nightly",
                        "arn:aws:scheduler:eu-central-1:000000000000:schedule/default/FB");
    }

    @Test
    void what_has_an_effect_and_what_has_none_is_listed() throws IOException {
        assertThat(FunctionTemplate.with(
                                directory,
                                "A: { Type: Schedule, Properties: { Schedule: rate(1 day), Description: d } }",
                                "B: { Type: ScheduleV2, Properties: { ScheduleExpression: rate(1 day), RetryPolicy: {},"
                                        + " FlexibleTimeWindow: { Mode: \"OFF\" } } }")
                        .template()
                        .effects()
                        .report())
                .containsSubsequence(
                        "has an effect:",
                        "  event Schedule: Schedule\n",
                        "  event ScheduleV2: ScheduleExpression\n",
                        "accepted without effect",
                        "  event Schedule: Description\n",
                        "  event ScheduleV2: FlexibleTimeWindow, RetryPolicy\n");
    }
}
