package dev.tallystick.local.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.local.clock.LocalClock;
import dev.tallystick.local.function.Answer;
import dev.tallystick.local.function.EventCalls;
import dev.tallystick.local.function.Invoker;
import dev.tallystick.local.plan.FunctionSpec;
import dev.tallystick.local.plan.Once;
import dev.tallystick.local.plan.Period;
import dev.tallystick.local.plan.Rate;
import dev.tallystick.local.plan.ScheduleSource;
import dev.tallystick.local.plan.Timing;
import dev.tallystick.local.template.Account;
import dev.tallystick.local.wire.AwsCall;
import dev.tallystick.local.wire.Json;
import dev.tallystick.local.wire.KeptFile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
final class SchedulesTest {

    private static final Account ACCOUNT = new Account("eu-central-1", Account.LOCAL_ID, "stack");
    private static final Instant START = Instant.parse("2026-03-01T12:00:07.890Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir
    Path directory;

    private final BlockingQueue<String> payloads = new LinkedBlockingQueue<>();
    private LocalClock clock;

    // Time stands still but for what a test moves it by.
    @BeforeEach
    void setTheClock() {
        clock = new LocalClock(new KeptFile(directory.resolve("clock.json")), InstantSource.fixed(START));
    }

    private Answer succeed(FunctionSpec function, String payload) {
        assertThat(function.id()).isEqualTo("F");
        payloads.add(payload);
        return new Answer.Success("null");
    }

    private Schedules start(Invoker invoker, ScheduleSource... sources) {
        EventCalls calls = new EventCalls(invoker, System.out, Duration.ZERO);
        return Schedules.start(ACCOUNT, List.of(sources), calls, clock, 1);
    }

    private static ScheduleSource source(
            ScheduleSource.Service service, String arn, Optional<String> input, Map<String, String> environment) {
        FunctionSpec function = new FunctionSpec(
                "F", "F", "arn", Path.of("x.jar"), "x", 128, Duration.ofSeconds(3), "Text", "/f", environment);
        return new ScheduleSource(service, function, arn, new Rate(MINUTE), Period.ALWAYS, input);
    }

    // Its input is its name.
    private static ScheduleSource named(String name, Timing timing) {
        ScheduleSource source = source(ScheduleSource.Service.EVENTS, name, Optional.of("\"" + name + "\""), Map.of());
        return new ScheduleSource(source.service(), source.function(), name, timing, Period.ALWAYS, source.input());
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
            clock.moveForward(MINUTE.minusSeconds(1));
            clock.moveForward(Duration.ofSeconds(1));
            assertThat(fired()).containsEntry("time", "2026-03-01T12:01:07Z");
            clock.moveForward(MINUTE);
            assertThat(fired()).containsEntry("time", "2026-03-01T12:02:07Z");
            assertThat(payloads).isEmpty();
        }
    }

    @Test
    void a_move_past_several_times_fires_once_and_goes_on_with_the_next_time_after_it() throws Exception {
        try (Schedules _ = start(this::succeed, rule())) {
            clock.moveForward(MINUTE.multipliedBy(5).plusSeconds(30));
            assertThat(fired()).containsEntry("time", "2026-03-01T12:05:37Z");
            clock.moveForward(Duration.ofSeconds(29));
            clock.moveForward(Duration.ofSeconds(1));
            assertThat(fired()).containsEntry("time", "2026-03-01T12:06:07Z");
            assertThat(payloads).isEmpty();
        }
    }

    @Test
    void what_a_move_makes_due_at_different_times_runs_one_after_the_other_the_earliest_first() throws Exception {
        Semaphore going = new Semaphore(0);
        Invoker slow = (function, payload) -> {
            Answer answer = succeed(function, payload);
            going.acquireUninterruptibly();
            return answer;
        };
        try (Schedules _ = start(
                slow,
                named("third", new Rate(MINUTE.multipliedBy(3))),
                named("first", new Once(START.plusSeconds(1))),
                named("second", new Rate(MINUTE.multipliedBy(2))))) {
            clock.moveForward(Duration.ofDays(30));
            for (String name : List.of("first", "second", "third")) {
                assertThat(payloads.take()).isEqualTo("\"" + name + "\"");
                assertThat(payloads).isEmpty();
                going.release();
            }
        }
    }

    @Test
    void one_that_is_due_more_often_does_not_wait_for_the_others() throws Exception {
        try (Schedules _ = start(
                this::succeed,
                named("seldom", new Rate(MINUTE.multipliedBy(3))),
                named("often", new Rate(MINUTE)))) {
            for (int minute = 1; minute <= 2; minute++) {
                clock.moveForward(MINUTE);
                assertThat(payloads.take()).isEqualTo("\"often\"");
            }
            assertThat(payloads).isEmpty();
        }
    }

    @Test
    void a_schedule_whose_last_time_has_gone_by_ends_and_the_others_go_on() throws Exception {
        try (Schedules _ = start(
                this::succeed,
                named("once", new Once(START.plus(MINUTE))),
                named("again", new Rate(MINUTE.multipliedBy(2))))) {
            clock.moveForward(MINUTE);
            assertThat(payloads.take()).isEqualTo("\"once\"");
            clock.moveForward(MINUTE);
            assertThat(payloads.take()).isEqualTo("\"again\"");
            clock.moveForward(MINUTE.multipliedBy(2));
            assertThat(payloads.take()).isEqualTo("\"again\"");
        }
    }

    @Test
    void speed_multiplies_real_time_and_not_what_the_clock_is_moved_by() {
        AtomicReference<Instant> real = new AtomicReference<>(START);
        LocalClock running = new LocalClock(new KeptFile(directory.resolve("clock.json")), real::get);
        Pace pace = Pace.of(running, 60);
        real.set(START.plusSeconds(2));
        assertThat(pace.now()).isEqualTo(START.plus(MINUTE.multipliedBy(2)));
        running.moveForward(Duration.ofDays(1));
        assertThat(pace.now()).isEqualTo(START.plus(MINUTE.multipliedBy(2)).plus(Duration.ofDays(1)));
    }

    @Test
    void a_rule_gives_the_event_of_EventBridge_with_an_id_of_its_own() throws Exception {
        try (Schedules _ = start(this::succeed, rule())) {
            clock.moveForward(MINUTE);
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
                    .containsEntry("time", "2026-03-01T12:01:07Z")
                    .containsEntry("region", "eu-central-1")
                    .containsEntry("resources", List.of("arn:aws:events:eu-central-1:000000000000:rule/r"))
                    .containsEntry("detail", Map.of());
            clock.moveForward(MINUTE);
            assertThat(fired().get("id")).isNotEqualTo(event.get("id"));
        }
    }

    @Test
    void a_schedule_gives_the_event_of_EventBridge_Scheduler() throws Exception {
        String arn = ACCOUNT.arn("scheduler", "schedule/default/s");
        ScheduleSource schedule = source(ScheduleSource.Service.SCHEDULER, arn, Optional.empty(), Map.of());
        try (Schedules _ = start(this::succeed, schedule)) {
            clock.moveForward(MINUTE);
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
            clock.moveForward(MINUTE);
            assertThat(payloads.take()).isEqualTo(input);
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
        try (Schedules _ = start(this::succeed, moved)) {
            clock.moveForward(MINUTE);
            assertThat(fired()).containsEntry("time", time);
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
            return succeed(function, payload);
        };
        try (Schedules _ = start(slow, rule())) {
            clock.moveForward(MINUTE);
            firstInside.await();
            clock.moveForward(MINUTE);
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
            clock.moveForward(MINUTE);
            Object first = fired().get("id");
            assertThat(fired()).containsEntry("id", first);
            assertThat(fired()).containsEntry("id", first);
            clock.moveForward(MINUTE);
            assertThat(fired().get("id")).isNotEqualTo(first);
        }
    }

    @Test
    void nothing_fires_once_it_is_stopped() throws Exception {
        Schedules schedules = start(this::succeed, rule());
        clock.moveForward(MINUTE);
        fired();
        schedules.close();
        clock.moveForward(MINUTE);
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
        clock.moveForward(MINUTE);
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
