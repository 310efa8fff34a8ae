package dev.tallystick.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.local.wire.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starting positions, filters and batching windows, as Lambda documents them for DynamoDB streams. */
final class StreamMappingsTest {

    @TempDir
    Path directory;

    private RunningCloud start(String... more) throws Exception {
        return RunningCloud.start(directory, "streams.yaml", more);
    }

    private static Map<String, Object> change(Map<String, Object> record) {
        return Json.asObject(record.get("dynamodb")).orElseThrow();
    }

    private static List<String> keys(RunningCloud cloud, String function) throws Exception {
        return cloud.records(function).stream()
                .map(record -> Json.asObject(change(record).get("Keys")).orElseThrow())
                .map(keys -> String.valueOf(
                        Json.asObject(keys.get("pk")).orElseThrow().get("S")))
                .toList();
    }

    private static void put(RunningCloud cloud, String key, String tier, int count) {
        Map<String, Object> item = new HashMap<>();
        item.put("pk", Map.of("S", key));
        item.put("tier", Map.of("S", tier));
        item.put("count", Map.of("N", Integer.toString(count)));
        cloud.dynamodb().call("PutItem", Map.of("TableName", "shop-orders", "Item", item));
    }

    @Test
    void from_the_latest_record_on_begins_with_what_is_written_after_the_mapping_is_there() throws Exception {
        try (RunningCloud cloud = start("--parameter", "LatestEnabled=false")) {
            cloud.put("before");
        }
        try (RunningCloud cloud = start()) {
            cloud.put("after");
            RunningCloud.eventually(() -> keys(cloud, "Latest").contains("after"));
            assertThat(keys(cloud, "Latest")).containsExactly("after");
        }
    }

    @Test
    void a_record_that_was_not_answered_when_the_cloud_stopped_comes_again_even_if_it_was_the_first() throws Exception {
        try (RunningCloud cloud = start()) {
            cloud.answer("Latest", "hang");
            cloud.put("first");
            RunningCloud.eventually(() -> keys(cloud, "Latest").equals(List.of("first")));
        }
        try (RunningCloud cloud = start()) {
            cloud.answer("Latest", "{}");
            RunningCloud.eventually(() -> keys(cloud, "Latest").equals(List.of("first", "first")));
        }
    }

    @Test
    void only_records_that_match_a_filter_reach_the_function_and_the_position_moves_past_the_others() throws Exception {
        try (RunningCloud cloud = start()) {
            put(cloud, "a1", "silver", 5);
            put(cloud, "a2", "gold", 5);
            put(cloud, "a2", "lost it", 5);
            put(cloud, "a2", "gold", 5);
            put(cloud, "a3", "gold", 6);
            RunningCloud.eventually(() ->
                    keys(cloud, "Filtered").size() >= 2 && keys(cloud, "Latest").size() == 5);
            String last =
                    String.valueOf(change(cloud.records("Latest").getLast()).get("SequenceNumber"));
            Path kept = cloud.data().resolve("streams").resolve("Filtered-Changes.json");
            RunningCloud.eventually(() -> Files.readString(kept).contains(last));
            assertThat(keys(cloud, "Filtered")).containsExactly("a2", "a2");
            assertThat(cloud.records("Filtered"))
                    .extracting(record -> record.get("eventName"))
                    .containsExactly("INSERT", "MODIFY");
        }
    }

    @Test
    void a_batching_window_gathers_records_until_a_batch_is_full() throws Exception {
        try (RunningCloud cloud = start()) {
            for (int i = 1; i <= 3; i++) {
                cloud.put("a" + i);
                int written = i;
                // Each is read before the next one is there.
                RunningCloud.eventually(() -> keys(cloud, "Latest").size() == written);
            }
            RunningCloud.eventually(() -> !cloud.events("Gathering").isEmpty());
            assertThat(cloud.events("Gathering")).hasSize(1);
            assertThat(keys(cloud, "Gathering")).containsExactly("a1", "a2", "a3");
        }
    }
}
