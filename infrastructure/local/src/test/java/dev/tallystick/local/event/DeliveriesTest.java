package dev.tallystick.local.event;

import static dev.tallystick.local.event.ScriptedShard.FAILURE;
import static dev.tallystick.local.event.ScriptedShard.SUCCESS;
import static dev.tallystick.local.event.ScriptedShard.failed;
import static dev.tallystick.local.event.ScriptedShard.record;
import static dev.tallystick.local.event.ScriptedShard.records;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.local.event.ScriptedShard.Mapping;
import dev.tallystick.local.function.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What Lambda documents of retries, splitting, partial failures and ages of DynamoDB streams. */
@Timeout(60)
final class DeliveriesTest {

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

    private static Mapping whole(int retries) {
        return new Mapping(retries, Optional.empty(), false, 0);
    }

    private static Mapping bisecting(int retries) {
        return new Mapping(retries, Optional.empty(), true, 0);
    }

    @Test
    void a_batch_that_fails_is_retried_whole_as_often_as_the_mapping_says_and_then_discarded() throws Exception {
        shard.deliveries(whole(2), _ -> FAILURE).deliver(records(2));
        assertThat(shard.given()).containsExactly(List.of("1", "2"), List.of("1", "2"), List.of("1", "2"));
        assertThat(shard.discarded()).containsExactly("RetryAttemptsExhausted after 3: 1-2");
        assertThat(shard.position()).isEqualTo("2");
    }

    @Test
    void no_retries_means_one_attempt() throws Exception {
        shard.deliveries(whole(0), _ -> FAILURE).deliver(records(1));
        assertThat(shard.given()).hasSize(1);
        assertThat(shard.discarded()).containsExactly("RetryAttemptsExhausted after 1: 1-1");
    }

    @Test
    void minus_one_means_that_a_batch_is_retried_until_it_succeeds() throws Exception {
        shard.deliveries(whole(-1), _ -> shard.calls() < 6 ? FAILURE : SUCCESS).deliver(records(1));
        assertThat(shard.given()).hasSize(6);
        assertThat(shard.discarded()).isEmpty();
        assertThat(shard.position()).isEqualTo("1");
    }

    @Test
    void splitting_a_batch_does_not_consume_the_retry_quota_and_keeps_the_order() throws Exception {
        shard.deliveries(bisecting(1), numbers -> numbers.contains("3") ? FAILURE : SUCCESS)
                .deliver(records(4));
        assertThat(shard.given())
                .containsExactly(
                        List.of("1", "2", "3", "4"),
                        List.of("1", "2"),
                        List.of("3", "4"),
                        List.of("3"),
                        List.of("3"),
                        List.of("4"));
        assertThat(shard.discarded()).containsExactly("RetryAttemptsExhausted after 2: 3-3");
        assertThat(shard.position()).isEqualTo("4");
    }

    @Test
    void the_lowest_number_reported_is_the_checkpoint_and_all_from_it_on_is_retried() throws Exception {
        List<String> positionAtCall = new ArrayList<>();
        shard.deliveries(whole(5), numbers -> {
                    positionAtCall.add(shard.position());
                    return numbers.size() > 3 ? failed("4", "2") : SUCCESS;
                })
                .deliver(records(4));
        assertThat(shard.given()).containsExactly(List.of("1", "2", "3", "4"), List.of("2", "3", "4"));
        assertThat(positionAtCall).containsExactly("", "1");
        assertThat(shard.position()).isEqualTo("4");
    }

    @Test
    void with_splitting_a_batch_is_split_at_the_number_reported_and_only_the_rest_is_retried() throws Exception {
        shard.deliveries(bisecting(0), numbers -> numbers.size() > 2 ? failed("3") : SUCCESS)
                .deliver(records(4));
        assertThat(shard.given()).containsExactly(List.of("1", "2", "3", "4"), List.of("3", "4"));
        assertThat(shard.discarded()).isEmpty();
    }

    @Test
    void a_partial_failure_is_an_attempt_of_what_it_reports() throws Exception {
        shard.deliveries(whole(1), _ -> failed("3")).deliver(records(4));
        assertThat(shard.given()).containsExactly(List.of("1", "2", "3", "4"), List.of("3", "4"));
        assertThat(shard.discarded()).containsExactly("RetryAttemptsExhausted after 2: 3-4");
    }

    @Test
    void a_report_of_a_record_that_was_not_in_the_batch_is_a_complete_failure() throws Exception {
        shard.deliveries(bisecting(0), numbers -> numbers.size() > 1 ? failed("1", "77") : SUCCESS)
                .deliver(records(2));
        assertThat(shard.given()).containsExactly(List.of("1", "2"), List.of("1"), List.of("2"));
    }

    @Test
    void a_throttled_call_is_no_attempt_and_does_not_split_the_batch() throws Exception {
        shard.deliveries(bisecting(0), _ -> shard.calls() < 3 ? new Answer.Throttled("{}") : SUCCESS)
                .deliver(records(2));
        assertThat(shard.given()).containsExactly(List.of("1", "2"), List.of("1", "2"), List.of("1", "2"));
        assertThat(shard.discarded()).isEmpty();
    }

    @Test
    void a_throttled_call_is_tried_again_until_its_records_are_too_old() throws Exception {
        Mapping mapping = new Mapping(0, Optional.of(Duration.ofMinutes(1)), false, 0);
        shard.deliveries(mapping, _ -> new Answer.Throttled("{}"))
                .deliver(List.of(record("1", Instant.now().minusSeconds(59))));
        assertThat(shard.discarded()).containsExactly("RecordAgeExceeded after 0: 1-1");
    }

    @Test
    void a_record_older_than_the_maximum_is_discarded_and_does_not_reach_the_function() throws Exception {
        Mapping mapping = new Mapping(-1, Optional.of(Duration.ofMinutes(1)), false, 0);
        Instant now = Instant.now();
        shard.deliveries(mapping, _ -> SUCCESS)
                .deliver(List.of(
                        record("1", now.minusSeconds(90)),
                        record("2", now.minusSeconds(70)),
                        record("3", now.plusSeconds(600))));
        assertThat(shard.given()).containsExactly(List.of("3"));
        assertThat(shard.discarded()).containsExactly("RecordAgeExceeded after 0: 1-2");
        assertThat(shard.position()).isEqualTo("3");
    }

    @Test
    void a_record_that_gets_too_old_while_it_is_retried_is_discarded() throws Exception {
        Mapping mapping = new Mapping(-1, Optional.of(Duration.ofMinutes(1)), false, 0);
        shard.deliveries(mapping, _ -> FAILURE)
                .deliver(List.of(record("1", Instant.now().minusSeconds(59))));
        assertThat(shard.discarded()).hasSize(1).allMatch(message -> message.startsWith("RecordAgeExceeded"));
    }
}
