package dev.tallystick.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SchedulesTest {

    @TempDir
    Path directory;

    @Test
    void schedules_call_their_function_again_and_again_and_everybody_else_still_can() throws Exception {
        try (RunningCloud shop = RunningCloud.start(directory, "shop.yaml", "--schedule-speed", "3600")) {
            Map<String, Object> count = Map.of("count", "shop-orders");
            RunningCloud.eventually(
                    () -> shop.events("Clerk").stream().filter(count::equals).count() >= 2
                            && sweeps(shop).size() >= 2);
            assertThat(sweeps(shop))
                    .allSatisfy(event -> assertThat(event)
                            .containsEntry("source", "aws.events")
                            .containsEntry("resources", List.of("arn:aws:events:us-east-1:000000000000:rule/sweep")));
            shop.answer("Clerk", "echo");
            assertThat(shop.invoke("Clerk", "{\"by\": \"hand\"}").body()).isEqualTo("{\"by\": \"hand\"}");
            assertThat(shop.events("Clerk")).noneMatch(event -> event.containsKey("never"));
        }
    }

    private static List<Map<String, Object>> sweeps(RunningCloud shop) throws Exception {
        return shop.events("Clerk").stream()
                .filter(event -> "Scheduled Event".equals(event.get("detail-type")))
                .toList();
    }
}
