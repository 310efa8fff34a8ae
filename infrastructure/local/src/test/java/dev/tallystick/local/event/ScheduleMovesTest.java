package dev.tallystick.local.event;

import static dev.tallystick.local.event.ScheduleRuns.MINUTE;
import static dev.tallystick.local.event.ScheduleRuns.START;
import static dev.tallystick.local.event.ScheduleRuns.named;
import static dev.tallystick.local.event.ScheduleRuns.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.local.clock.LocalClock;
import dev.tallystick.local.function.Answer;
import dev.tallystick.local.function.Invoker;
import dev.tallystick.local.plan.Once;
import dev.tallystick.local.plan.Rate;
import dev.tallystick.local.wire.KeptFile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of schedules when the clock is moved. */
@Timeout(60)
final class ScheduleMovesTest {

    @TempDir
    Path directory;

    private ScheduleRuns runs;

    @BeforeEach
    void setTheClock() {
        runs = new ScheduleRuns(directory);
    }

    @Test
    void nothing_fires_before_the_first_interval_and_then_each_interval_does() throws Exception {
        try (Schedules _ = runs.start(runs::succeed, rule())) {
            runs.clock().moveForward(MINUTE.minusSeconds(1));
            runs.clock().moveForward(Duration.ofSeconds(1));
            assertThat(runs.fired()).containsEntry("time", "2026-03-01T12:01:07Z");
            runs.clock().moveForward(MINUTE);
            assertThat(runs.fired()).containsEntry("time", "2026-03-01T12:02:07Z");
            assertThat(runs.payloads()).isEmpty();
        }
    }

    @Test
    void a_move_past_several_times_fires_once_and_goes_on_with_the_next_time_after_it() throws Exception {
        try (Schedules _ = runs.start(runs::succeed, rule())) {
            runs.clock().moveForward(MINUTE.multipliedBy(5).plusSeconds(30));
            assertThat(runs.fired()).containsEntry("time", "2026-03-01T12:05:37Z");
            runs.clock().moveForward(Duration.ofSeconds(29));
            runs.clock().moveForward(Duration.ofSeconds(1));
            assertThat(runs.fired()).containsEntry("time", "2026-03-01T12:06:07Z");
            assertThat(runs.payloads()).isEmpty();
        }
    }

    @Test
    void what_a_move_makes_due_at_different_times_runs_one_after_the_other_the_earliest_first() throws Exception {
        Semaphore going = new Semaphore(0);
        Invoker slow = (function, payload) -> {
            Answer answer = runs.succeed(function, payload);
            going.acquireUninterruptibly();
            return answer;
        };
        try (Schedules _ = runs.start(
                slow,
                named("third", new Rate(MINUTE.multipliedBy(3))),
                named("first", new Once(START.plusSeconds(1))),
                named("second", new Rate(MINUTE.multipliedBy(2))))) {
            runs.clock().moveForward(Duration.ofDays(30));
            for (String name : List.of("first", "second", "third")) {
                assertThat(runs.payloads().take()).isEqualTo("\"" + name + "\"");
                assertThat(runs.payloads()).isEmpty();
                going.release();
            }
        }
    }

    @Test
    void one_that_is_due_more_often_does_not_wait_for_the_others() throws Exception {
        try (Schedules _ = runs.start(
                runs::succeed, named("seldom", new Rate(MINUTE.multipliedBy(3))), named("often", new Rate(MINUTE)))) {
            for (int minute = 1; minute <= 2; minute++) {
                runs.clock().moveForward(MINUTE);
                assertThat(runs.payloads().take()).isEqualTo("\"often\"");
            }
            assertThat(runs.payloads()).isEmpty();
        }
    }

    @Test
    void a_schedule_whose_last_time_has_gone_by_ends_and_the_others_go_on() throws Exception {
        try (Schedules _ = runs.start(
                runs::succeed,
                named("once", new Once(START.plus(MINUTE))),
                named("again", new Rate(MINUTE.multipliedBy(2))))) {
            runs.clock().moveForward(MINUTE);
            assertThat(runs.payloads().take()).isEqualTo("\"once\"");
            runs.clock().moveForward(MINUTE);
            assertThat(runs.payloads().take()).isEqualTo("\"again\"");
            runs.clock().moveForward(MINUTE.multipliedBy(2));
            assertThat(runs.payloads().take()).isEqualTo("\"again\"");
        }
    }

    @Test
    void speed_multiplies_real_time_and_not_what_the_clock_is_moved_by() {
        AtomicReference<Instant> real = new AtomicReference<>(START);
        LocalClock running = new LocalClock(new KeptFile(directory.resolve("runs.clock().json")), real::get);
        Pace pace = Pace.of(running, 60);
        real.set(START.plusSeconds(2));
        assertThat(pace.now()).isEqualTo(START.plus(MINUTE.multipliedBy(2)));
        running.moveForward(Duration.ofDays(1));
        assertThat(pace.now()).isEqualTo(START.plus(MINUTE.multipliedBy(2)).plus(Duration.ofDays(1)));
    }

    @Test
    void a_move_while_the_clock_is_looked_at_is_not_missed() throws Exception {
        Duration hour = Duration.ofHours(1);
        List<LocalClock> toMove = new ArrayList<>();
        LocalClock moving = new LocalClock(new KeptFile(directory.resolve("moving.json")), () -> {
            if (!toMove.isEmpty()) {
                toMove.removeLast().moveForward(hour);
            }
            return START;
        });
        Pace pace = Pace.of(moving, 1);
        toMove.add(moving);
        pace.await(START.plus(hour));
        assertThat(moving.offset()).isEqualTo(hour);
    }
}
