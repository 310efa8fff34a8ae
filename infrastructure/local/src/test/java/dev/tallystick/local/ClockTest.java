package dev.tallystick.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClockTest {

    @TempDir
    Path directory;

    private RunningCloud start() throws Exception {
        return RunningCloud.start(directory, "clock.yaml");
    }

    private static void forward(RunningCloud cloud, String by) throws Exception {
        HttpResponse<String> answer = cloud.send(cloud.request("/_local/clock")
                .POST(HttpRequest.BodyPublishers.ofString("{\"forward\": \"" + by + "\"}")));
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    private static String offset(RunningCloud cloud, String function) throws Exception {
        return cloud.invoke(function, "{}").body();
    }

    @Test
    void functions_learn_how_far_the_clock_was_moved_and_their_own_offset_adds_up() throws Exception {
        try (RunningCloud cloud = start()) {
            assertThat(offset(cloud, "Plain")).isEqualTo("\"null\"");
            assertThat(offset(cloud, "Ahead")).isEqualTo("\"PT1H\"");
            forward(cloud, "P30D");
            assertThat(offset(cloud, "Plain")).isEqualTo("\"PT720H\"");
            assertThat(offset(cloud, "Ahead")).isEqualTo("\"PT721H\"");
            assertThat(offset(cloud, "Other")).isEqualTo("\"noon\"");
        }
        try (RunningCloud cloud = start()) {
            assertThat(offset(cloud, "Plain")).isEqualTo("\"PT720H\"");
        }
    }

    @Test
    void a_move_makes_each_schedule_that_is_due_fire_once_the_earliest_first_at_the_new_time() throws Exception {
        Duration move = Duration.ofDays(9 * 365);
        try (RunningCloud cloud = start()) {
            Instant before = Instant.now().plus(move).truncatedTo(ChronoUnit.SECONDS);
            forward(cloud, move.toString());
            RunningCloud.eventually(() -> cloud.events("Clerk").size() >= 3);
            List<Map<String, Object>> events = cloud.events("Clerk");
            assertThat(Instant.parse(String.valueOf(events.getFirst().get("time"))))
                    .isBetween(before, Instant.now().plus(move));
            assertThat(events.subList(1, events.size())).containsExactly(Map.of("rate", 2), Map.of("leap", "day"));
        }
    }
}
