package dev.tallystick.local.event;

import static dev.tallystick.local.event.ScheduleRuns.ACCOUNT;
import static dev.tallystick.local.event.ScheduleRuns.MINUTE;
import static dev.tallystick.local.event.ScheduleRuns.rule;
import static dev.tallystick.local.event.ScheduleRuns.source;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.local.function.Answer;
import dev.tallystick.local.function.Invoker;
import dev.tallystick.local.plan.ScheduleSource;
import dev.tallystick.local.wire.AwsCall;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
final class SchedulesTest {

    @TempDir
    Path directory;

    private ScheduleRuns runs;

    @BeforeEach
    void setTheClock() {
        runs = new ScheduleRuns(directory);
    }

    @Test
    void a_rule_gives_the_event_of_EventBridge_with_an_id_of_its_own() throws Exception {
        try (Schedules _ = runs.start(runs::succeed, rule())) {
            runs.clock().moveForward(MINUTE);
            Map<String, Object> event = runs.fired();
            assertThat(event)
                    .containsOnlyKeys(
                            "version",
                            "id",
                            "detail-type",
                            "source",
                            "account",
                            "time",
                            "region",
                            "resources",
                            "detail")
                    .containsEntry("version", "0")
                    .containsEntry("detail-type", "Scheduled Event")
                    .containsEntry("source", "aws.events")
                    .containsEntry("account", "000000000000")
                    .containsEntry("time", "2026-03-01T12:01:07Z")
                    .containsEntry("region", "eu-central-1")
                    .containsEntry("resources", List.of("arn:aws:events:eu-central-1:000000000000:rule/r"))
                    .containsEntry("detail", Map.of());
            runs.clock().moveForward(MINUTE);
            assertThat(runs.fired().get("id")).isNotEqualTo(event.get("id"));
        }
    }

    @Test
    void a_schedule_gives_the_event_of_EventBridge_Scheduler() throws Exception {
        String arn = ACCOUNT.arn("scheduler", "schedule/default/s");
        ScheduleSource schedule = source(ScheduleSource.Service.SCHEDULER, arn, Optional.empty(), Map.of());
        try (Schedules _ = runs.start(runs::succeed, schedule)) {
            runs.clock().moveForward(MINUTE);
            assertThat(runs.fired())
                    .containsEntry("detail-type", "Scheduled Event")
                    .containsEntry("source", "aws.scheduler")
                    .containsEntry("resources", List.of(arn))
                    .containsEntry("detail", "{}");
        }
    }

    @Test
    void an_input_is_given_word_for_word() throws Exception {
        String input = "{\"b\": 1,  \"a\": [ ]}";
        try (Schedules _ =
                runs.start(runs::succeed, source(ScheduleSource.Service.EVENTS, "arn", Optional.of(input), Map.of()))) {
            runs.clock().moveForward(MINUTE);
            assertThat(runs.payloads().take()).isEqualTo(input);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "P30D, 2026-03-31T12:01:07Z",
        "-PT1H, 2026-03-01T11:01:07Z",
        "tomorrow, 2026-03-01T12:01:07Z",
        "PT90000000000000000S, 2026-03-01T12:01:07Z"
    })
    void the_time_is_that_of_the_moved_clock_and_of_the_functions_own_offset_together(String offset, String time)
            throws Exception {
        ScheduleSource moved =
                source(ScheduleSource.Service.EVENTS, "arn", Optional.empty(), Map.of("CLOCK_OFFSET", offset));
        try (Schedules _ = runs.start(runs::succeed, moved)) {
            runs.clock().moveForward(MINUTE);
            assertThat(runs.fired()).containsEntry("time", time);
        }
    }

    @Test
    void a_run_that_is_still_going_does_not_stop_the_next() throws Exception {
        CountDownLatch firstInside = new CountDownLatch(1);
        CountDownLatch bothInside = new CountDownLatch(2);
        Invoker slow = (function, payload) -> {
            firstInside.countDown();
            bothInside.countDown();
            waitFor(bothInside);
            return runs.succeed(function, payload);
        };
        try (Schedules _ = runs.start(slow, rule())) {
            runs.clock().moveForward(MINUTE);
            firstInside.await();
            runs.clock().moveForward(MINUTE);
            runs.fired();
            runs.fired();
        }
    }

    @Test
    void a_run_that_fails_is_tried_again_twice_and_the_schedule_goes_on() throws Exception {
        Invoker failing = (_, payload) -> {
            runs.payloads().add(payload);
            return new Answer.Failure("{\"errorMessage\": \"no\"}");
        };
        try (Schedules _ = runs.start(failing, rule())) {
            runs.clock().moveForward(MINUTE);
            Object first = runs.fired().get("id");
            assertThat(runs.fired()).containsEntry("id", first);
            assertThat(runs.fired()).containsEntry("id", first);
            runs.clock().moveForward(MINUTE);
            assertThat(runs.fired().get("id")).isNotEqualTo(first);
        }
    }

    @Test
    void nothing_fires_once_it_is_stopped() throws Exception {
        Schedules schedules = runs.start(runs::succeed, rule());
        runs.clock().moveForward(MINUTE);
        runs.fired();
        schedules.close();
        runs.clock().moveForward(MINUTE);
        assertThat(runs.payloads()).isEmpty();
    }

    @Test
    void stopping_ends_the_runs_that_are_going_and_tries_none_of_them_again() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        Invoker hanging = (_, payload) -> {
            runs.payloads().add(payload);
            try {
                waitFor(new CountDownLatch(1));
            } finally {
                ended.countDown();
            }
            return new Answer.Failure("{}");
        };
        Schedules schedules = runs.start(hanging, rule());
        runs.clock().moveForward(MINUTE);
        runs.fired();
        schedules.close();
        ended.await();
        assertThat(runs.payloads()).isEmpty();
    }

    @Test
    void a_thread_that_comes_too_late_does_not_start() {
        Threads threads = new Threads();
        threads.close();
        threads.start("late", () -> runs.payloads().add("late"));
        threads.close();
        assertThat(runs.payloads()).isEmpty();
    }

    // As the fleet does when it is interrupted.
    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AwsCall.Stopped(e);
        }
    }
}
