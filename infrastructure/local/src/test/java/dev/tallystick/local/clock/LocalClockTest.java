package dev.tallystick.local.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.local.Fault;
import dev.tallystick.local.wire.KeptFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class LocalClockTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    Path directory;

    // Time stands still but for what it is moved by.
    private LocalClock clock() {
        return new LocalClock(new KeptFile(directory.resolve("clock.json")), InstantSource.fixed(NOON));
    }

    @Test
    void it_shows_real_time_until_it_is_moved_and_moves_add_up() {
        LocalClock clock = clock();
        assertThat(clock.instant()).isEqualTo(NOON);
        assertThat(clock.offset()).isZero();
        clock.moveForward(HOUR);
        clock.moveForward(Duration.ofDays(30));
        assertThat(clock.offset()).isEqualTo(HOUR.plusDays(30));
        assertThat(clock.instant()).isEqualTo("2026-03-31T13:00:00Z");
    }

    @Test
    void a_clock_on_the_same_file_goes_on_where_it_was_moved_to() {
        clock().moveForward(HOUR);
        assertThat(clock().offset()).isEqualTo(HOUR);
        clock().moveForward(HOUR);
        assertThat(clock().offset()).isEqualTo(HOUR.multipliedBy(2));
    }

    @Test
    void a_file_that_it_cannot_understand_is_a_fault_that_says_what_to_do() throws Exception {
        Files.writeString(directory.resolve("clock.json"), "{\"offset\": \"tomorrow\"}");
        assertThatThrownBy(this::clock).isInstanceOf(Fault.class).hasMessageContaining("--fresh");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "-PT1S", "P36501D"})
    void it_goes_neither_back_nor_nowhere_nor_too_far(String by) {
        LocalClock clock = clock();
        assertThatThrownBy(() -> clock.moveForward(Duration.parse(by))).isInstanceOf(IllegalArgumentException.class);
        assertThat(clock.offset()).isZero();
    }

    @Test
    void no_move_takes_it_too_far_after_others() {
        LocalClock clock = clock();
        clock.moveForward(LocalClock.MOST);
        assertThatThrownBy(() -> clock.moveForward(Duration.ofNanos(1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_time_that_has_come_is_not_waited_for() throws Exception {
        clock().await(NOON);
        clock().await(NOON.minus(HOUR));
    }

    @Test
    void a_time_that_comes_by_itself_ends_the_waiting() throws Exception {
        LocalClock clock = new LocalClock(new KeptFile(directory.resolve("clock.json")));
        Instant soon = clock.instant().plusMillis(20);
        clock.await(soon);
        assertThat(clock.instant()).isAfterOrEqualTo(soon);
    }

    @Test
    void a_move_past_the_time_ends_the_waiting_and_a_shorter_one_does_not() throws Exception {
        LocalClock clock = clock();
        CompletableFuture<Duration> ended = new CompletableFuture<>();
        Thread waiting = Thread.ofVirtual().start(() -> {
            try {
                clock.await(NOON.plus(HOUR.multipliedBy(2)));
                ended.complete(clock.offset());
            } catch (InterruptedException e) {
                ended.completeExceptionally(e);
            }
        });
        clock.moveForward(HOUR);
        clock.moveForward(HOUR);
        assertThat(ended.get()).isEqualTo(HOUR.multipliedBy(2));
        waiting.join();
    }

    @Test
    void listeners_see_the_new_time_and_are_done_when_the_move_is() {
        LocalClock clock = clock();
        List<Instant> seen = new ArrayList<>();
        clock.onMove(() -> seen.add(clock.instant()));
        clock.moveForward(HOUR);
        assertThat(seen).containsExactly(NOON.plus(HOUR));
    }
}
