package dev.tallystick.local.event;

import static dev.tallystick.local.event.ScriptedShard.FAILURE;
import static dev.tallystick.local.event.ScriptedShard.NOON;
import static dev.tallystick.local.event.ScriptedShard.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.local.event.ScriptedShard.Mapping;
import dev.tallystick.local.function.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What Lambda documents of tumbling windows, and of how large a batch gets. */
@Timeout(60)
final class TumblingWindowsTest {

    @TempDir
    Path directory;

    private ScriptedShard shard;

    @BeforeEach
    void start() {
        shard = new ScriptedShard(directory);
    }

    @AfterEach
    void stop() {
        shard.close();
    }

    // Windows of a minute.
    private static Mapping windows(int retries) {
        return new Mapping(retries, Optional.empty(), false, 60);
    }

    private static Answer state(String state) {
        return new Answer.Success("{\"state\": " + state + "}");
    }

    @Test
    void a_state_is_given_to_the_next_call_of_its_window_and_the_last_call_has_no_records() throws Exception {
        Deliveries deliveries = shard.deliveries(windows(-1), _ -> state("{\"calls\": " + shard.calls() + "}"));
        deliveries.deliver(List.of(record("1", NOON)));
        deliveries.deliver(List.of(record("2", NOON)));
        deliveries.closeWindow();
        assertThat(shard.given()).containsExactly(List.of("1"), List.of("2"), List.of());
        assertThat(shard.field("state")).containsExactly(Map.of(), Map.of("calls", 1), Map.of("calls", 2));
        assertThat(shard.field("isFinalInvokeForWindow")).containsExactly(false, false, true);
        assertThat(shard.field("isWindowTerminatedEarly")).containsExactly(false, false, false);
    }

    @Test
    void a_state_of_more_than_a_megabyte_ends_its_window_early_and_the_next_begins_with_none() throws Exception {
        String large = "{\"all\": \"" + "x".repeat(1024 * 1024) + "\"}";
        Deliveries deliveries = shard.deliveries(windows(-1), _ -> state(shard.calls() == 1 ? large : "{}"));
        deliveries.deliver(List.of(record("1", NOON)));
        deliveries.deliver(List.of(record("2", NOON)));
        assertThat(shard.given()).containsExactly(List.of("1"), List.of(), List.of("2"));
        assertThat(shard.field("isFinalInvokeForWindow")).containsExactly(false, true, false);
        assertThat(shard.field("isWindowTerminatedEarly")).containsExactly(false, true, false);
        assertThat(shard.field("state").getLast()).isEqualTo(Map.of());
    }

    @Test
    void a_call_that_fails_leaves_the_state_of_its_window_and_a_partial_failure_takes_the_new_one() throws Exception {
        Deliveries deliveries = shard.deliveries(windows(-1), _ -> switch (shard.calls()) {
            case 1 -> FAILURE;
            case 2 ->
                new Answer.Success("{\"state\": {\"seen\": 1}, \"batchItemFailures\": [{\"itemIdentifier\": \"2\"}]}");
            default -> state("{}");
        });
        deliveries.deliver(List.of(record("1", NOON), record("2", NOON)));
        assertThat(shard.given()).containsExactly(List.of("1", "2"), List.of("1", "2"), List.of("2"));
        assertThat(shard.field("state")).containsExactly(Map.of(), Map.of(), Map.of("seen", 1));
    }

    @Test
    void the_last_call_of_a_window_is_retried_too_and_no_more_than_the_mapping_says() throws Exception {
        Deliveries deliveries = shard.deliveries(windows(1), numbers -> numbers.isEmpty() ? FAILURE : state("{}"));
        deliveries.deliver(List.of(record("1", NOON)));
        deliveries.closeWindow();
        assertThat(shard.given()).containsExactly(List.of("1"), List.of(), List.of());
        assertThat(shard.state().window()).isEmpty();
    }

    @Test
    void a_batch_has_no_more_than_six_megabytes() {
        StreamEvents batches =
                new StreamEvents(new Mapping(0, Optional.empty(), false, 0).source(), "eu-central-1", "shard");
        List<StreamRecord> large = IntStream.rangeClosed(1, 20)
                .mapToObj(number -> new StreamRecord(Integer.toString(number), NOON, 400 * 1024, Map.of(), Map.of()))
                .toList();
        assertThat(batches.nextBatch(large, ShardState.BEGINNING)).hasSize(15);
    }
}
