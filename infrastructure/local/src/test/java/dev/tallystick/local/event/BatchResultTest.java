package dev.tallystick.local.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.local.function.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BatchResultTest {

    private static final List<String> GIVEN = List.of("1", "2", "3");

    private static BatchResult reported(String payload) {
        return BatchResult.of(new Answer.Success(payload), true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "null", "{}", "{\"batchItemFailures\":null}", "{\"batchItemFailures\":[]}", "{\"other\":1}"})
    void these_answers_mean_that_all_was_dealt_with(String payload) {
        assertThat(reported(payload).failed(GIVEN)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no json",
                "[]",
                "{\"batchItemFailures\":\"1\"}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":null}]}",
                "{\"batchItemFailures\":[{\"id\":\"1\"}]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"9\"}]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"1\"},{\"itemIdentifier\":\"9\"}]}"
            })
    void these_answers_mean_that_all_failed(String payload) {
        assertThat(reported(payload).failed(GIVEN)).containsExactlyInAnyOrderElementsOf(GIVEN);
    }

    @Test
    void what_is_named_failed_and_the_rest_did_not() {
        assertThat(reported("{\"batchItemFailures\":[{\"itemIdentifier\":\"2\"}]}")
                        .failed(GIVEN))
                .containsExactly("2");
    }

    @Test
    void a_mapping_that_does_not_ask_takes_any_answer_for_success() {
        assertThat(BatchResult.of(new Answer.Success("{\"batchItemFailures\":[{\"itemIdentifier\":\"2\"}]}"), false)
                        .failed(GIVEN))
                .isEmpty();
    }

    @Test
    void an_error_fails_all() {
        assertThat(BatchResult.of(new Answer.Failure("{}"), false).failed(GIVEN))
                .hasSize(3);
    }
}
