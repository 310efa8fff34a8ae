package dev.tallystick.local.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.local.plan.FunctionSpec;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class EventCallsTest {

    private static final FunctionSpec FUNCTION = new FunctionSpec(
            "F", "F", "arn", Path.of("x.jar"), "x", 128, Duration.ofSeconds(3), "Text", "/f", Map.of());
    private static final Answer FAILURE = new Answer.Failure("{\"errorMessage\": \"no\\nway\", \"errorType\": \"T\"}");
    private static final Answer SUCCESS = new Answer.Success("{}");

    private final List<String> payloads = new ArrayList<>();
    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();

    private void call(Answer... answers) {
        Deque<Answer> left = new ArrayDeque<>(List.of(answers));
        Invoker invoker = (_, payload) -> {
            payloads.add(payload);
            return left.pop();
        };
        new EventCalls(invoker, new PrintStream(terminal, true, StandardCharsets.UTF_8), Duration.ZERO)
                .call(FUNCTION, "{}");
    }

    private String printed() {
        return terminal.toString(StandardCharsets.UTF_8);
    }

    @Test
    void what_succeeds_is_called_once() {
        call(SUCCESS);
        assertThat(payloads).containsExactly("{}");
        assertThat(printed()).isEmpty();
    }

    @Test
    void what_fails_is_tried_again_with_the_same_payload_until_it_succeeds() {
        call(FAILURE, FAILURE, SUCCESS);
        assertThat(payloads).containsExactly("{}", "{}", "{}");
        assertThat(printed()).isEmpty();
    }

    @Test
    void what_fails_three_times_is_given_up_with_one_line() {
        call(FAILURE, FAILURE, FAILURE);
        assertThat(payloads).hasSize(3);
        assertThat(printed().lines()).containsExactly("F | an event was given up after 3 attempts: no way");
    }

    @Test
    void an_interruption_ends_it_before_the_function_is_called() {
        Thread.currentThread().interrupt();
        call(SUCCESS);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(payloads).isEmpty();
    }

    @Test
    void an_interruption_in_mid_call_keeps_it_from_being_tried_again() {
        Invoker invoker = (_, payload) -> {
            payloads.add(payload);
            Thread.currentThread().interrupt();
            return FAILURE;
        };
        new EventCalls(invoker, new PrintStream(terminal, true, StandardCharsets.UTF_8), Duration.ZERO)
                .call(FUNCTION, "{}");
        assertThat(payloads).hasSize(1);
        assertThat(printed()).isEmpty();
        // Whoever sleeps takes the interruption.
        assertThat(Thread.interrupted()).isFalse();
    }
}
