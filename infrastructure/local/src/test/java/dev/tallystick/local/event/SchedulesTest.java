package dev.tallystick.local.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.local.function.Answer;
import dev.tallystick.local.function.EventCalls;
import dev.tallystick.local.function.Invoker;
import dev.tallystick.local.plan.FunctionSpec;
import dev.tallystick.local.plan.ScheduleSource;
import dev.tallystick.local.template.Account;
import dev.tallystick.local.wire.AwsCall;
import dev.tallystick.local.wire.Json;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
final class SchedulesTest {

    private static final Account ACCOUNT = new Account("eu-central-1", Account.LOCAL_ID, "stack");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T12:00:07.890Z"), ZoneOffset.UTC);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Semaphore ticks = new Semaphore(0);
    private final BlockingQueue<Duration> awaited = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> payloads = new LinkedBlockingQueue<>();

    // Time goes by only as the test lets it.
    private void await(Duration sinceStart) throws InterruptedException {
        awaited.add(sinceStart);
        ticks.acquire();
    }

    private Answer succeed(FunctionSpec function, String payload) {
        assertThat(function.id()).isEqualTo("F");
        payloads.add(payload);
        return new Answer.Success("null");
    }

    private Schedules start(Invoker invoker, ScheduleSource... sources) {
        EventCalls calls = new EventCalls(invoker, System.out, Duration.ZERO);
        return Schedules.start(ACCOUNT, List.of(sources), calls, this::await, CLOCK);
    }

    private static ScheduleSource source(
            ScheduleSource.Service service, String arn, Optional<String> input, Map<String, String> environment) {
        FunctionSpec function = new FunctionSpec(
                "F", "F", "arn", Path.of("x.jar"), "x", 128, Duration.ofSeconds(3), "Text", "/f", environment);
        return new ScheduleSource(service, function, arn, MINUTE, input);
    }

    private static ScheduleSource rule() {
        return source(ScheduleSource.Service.EVENTS, ACCOUNT.arn("events", "rule/r"), Optional.empty(), Map.of());
    }

    private Map<String, Object> fired() throws InterruptedException {
        return Json.object(payloads.take()).orElseThrow();
    }

    @Test
    void nothing_fires_before_the_first_interval_and_then_each_interval_does() throws Exception {
        try (Schedules _ = start(this::succeed, rule())) {
            assertThat(awaited.take()).isEqualTo(MINUTE);
            assertThat(payloads).isEmpty();
            for (int minute = 2; minute <= 4; minute++) {
                ticks.release();
                fired();
                assertThat(awaited.take()).isEqualTo(MINUTE.multipliedBy(minute));
                assertThat(payloads).isEmpty();
            }
        }
    }

    @Test
    void a_rule_gives_the_event_of_EventBridge_with_an_id_of_its_own() throws Exception {
        try (Schedules _ = start(this::succeed, rule())) {
            ticks.release(2);
            Map<String, Object> event = fired();
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
                    .containsEntry("time", "2026-03-01T12:00:07Z")
                    .containsEntry("region", "eu-central-1")
                    .containsEntry("resources", List.of("arn:aws:events:eu-central-1:000000000000:rule/r"))
                    .containsEntry("detail", Map.of());
            assertThat(fired().get("id")).isNotEqualTo(event.get("id"));
        }
    }

    @Test
    void a_schedule_gives_the_event_of_EventBridge_Scheduler() throws Exception {
        String arn = ACCOUNT.arn("scheduler", "schedule/default/s");
        ScheduleSource schedule = source(ScheduleSource.Service.SCHEDULER, arn, Optional.empty(), Map.of());
        try (Schedules _ = start(this::succeed, schedule)) {
            ticks.release();
            assertThat(fired())
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
                start(this::succeed, source(ScheduleSource.Service.EVENTS, "arn", Optional.of(input), Map.of()))) {
            ticks.release();
            assertThat(payloads.take()).isEqualTo(input);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "P30D, 2026-03-31T12:00:07Z",
        "-PT1H, 2026-03-01T11:00:07Z",
        "tomorrow, 2026-03-01T12:00:07Z",
        "PT90000000000000000S, 2026-03-01T12:00:07Z"
    })
    void the_time_is_moved_as_the_functions_clock_is(String offset, String time) throws Exception {
        ScheduleSource moved =
                source(ScheduleSource.Service.EVENTS, "arn", Optional.empty(), Map.of("CLOCK_OFFSET", offset));
        try (Schedules _ = start(this::succeed, moved)) {
            ticks.release();
            assertThat(fired()).containsEntry("time", time);
        }
    }

    @Test
    void a_run_that_is_still_going_does_not_stop_the_next() throws Exception {
        CountDownLatch bothInside = new CountDownLatch(2);
        Invoker slow = (function, payload) -> {
            bothInside.countDown();
            waitFor(bothInside);
            return succeed(function, payload);
        };
        try (Schedules _ = start(slow, rule())) {
            ticks.release(2);
            fired();
            fired();
        }
    }

    @Test
    void a_run_that_fails_is_tried_again_twice_and_the_schedule_goes_on() throws Exception {
        Invoker failing = (_, payload) -> {
            payloads.add(payload);
            return new Answer.Failure("{\"errorMessage\": \"no\"}");
        };
        try (Schedules _ = start(failing, rule())) {
            ticks.release();
            Object first = fired().get("id");
            assertThat(fired()).containsEntry("id", first);
            assertThat(fired()).containsEntry("id", first);
            ticks.release();
            assertThat(fired().get("id")).isNotEqualTo(first);
        }
    }

    @Test
    void nothing_fires_once_it_is_stopped() throws Exception {
        Schedules schedules = start(this::succeed, rule());
        ticks.release();
        fired();
        schedules.close();
        ticks.release(10);
        assertThat(ticks.availablePermits()).isEqualTo(10);
        assertThat(payloads).isEmpty();
    }

    @Test
    void stopping_ends_the_runs_that_are_going_and_tries_none_of_them_again() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        Invoker hanging = (_, payload) -> {
            payloads.add(payload);
            try {
                waitFor(new CountDownLatch(1));
            } finally {
                ended.countDown();
            }
            return new Answer.Failure("{}");
        };
        Schedules schedules = start(hanging, rule());
        ticks.release();
        fired();
        schedules.close();
        ended.await();
        assertThat(payloads).isEmpty();
    }

    @Test
    void a_thread_that_comes_too_late_does_not_start() {
        Threads threads = new Threads();
        threads.close();
        threads.start("late", () -> payloads.add("late"));
        threads.close();
        assertThat(payloads).isEmpty();
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
