package dev.tallystick.local.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.local.plan.EventInvokeSpec;
import dev.tallystick.local.plan.FunctionOptions;
import dev.tallystick.local.plan.FunctionOptions.SystemLogLevel;
import dev.tallystick.local.plan.FunctionSpec;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class EventCallsTest {

    private static final FunctionSpec FUNCTION = new FunctionSpec(
            "F",
            "F",
            "arn",
            Path.of("x.jar"),
            "x",
            128,
            Duration.ofSeconds(3),
            "Text",
            "/f",
            Map.of(),
            FunctionOptions.none());
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

    private static FunctionSpec function(Integer reserved, int retries, Duration age) {
        EventInvokeSpec events =
                new EventInvokeSpec(retries, age, Optional.empty(), Optional.empty(), Optional.empty());
        FunctionOptions options = new FunctionOptions(
                Optional.ofNullable(reserved), false, Optional.empty(), SystemLogLevel.INFO, events);
        return new FunctionSpec(
                "F", "F", "arn", Path.of("x.jar"), "x", 128, Duration.ofSeconds(3), "Text", "/f", Map.of(), options);
    }

    // Each look at the clock finds it a second later.
    private List<EventOutcome> outcomes(FunctionSpec function, Answer... answers) {
        Deque<Answer> left = new ArrayDeque<>(List.of(answers));
        List<EventOutcome> outcomes = new ArrayList<>();
        AtomicLong seconds = new AtomicLong();
        new EventCalls(
                        (_, payload) -> {
                            payloads.add(payload);
                            return left.pop();
                        },
                        new PrintStream(terminal, true, StandardCharsets.UTF_8),
                        Duration.ZERO,
                        () -> Instant.ofEpochSecond(seconds.getAndIncrement()),
                        new EventBook() {
                            @Override
                            public void goesOn(AcceptedEvent event) {}

                            @Override
                            public void ends(EventOutcome outcome) {
                                outcomes.add(outcome);
                            }
                        })
                .call(function, "{}");
        return outcomes;
    }

    @Test
    void a_throttled_event_is_tried_again_more_often_than_a_failed_one() {
        Answer throttled = Failures.throttled();
        var outcomes =
                outcomes(function(1, 0, Duration.ofHours(1)), throttled, throttled, throttled, throttled, SUCCESS);
        assertThat(payloads).hasSize(5);
        assertThat(outcomes).singleElement().satisfies(outcome -> {
            assertThat(outcome.condition()).isEqualTo(EventOutcome.Condition.SUCCESS);
            assertThat(outcome.event().attempts()).isEqualTo(1);
        });
    }

    @Test
    void an_event_that_is_too_old_is_given_up() {
        Answer throttled = Failures.throttled();
        var outcomes = outcomes(function(1, 2, Duration.ofSeconds(2)), throttled, throttled, throttled);
        assertThat(outcomes).singleElement().satisfies(outcome -> {
            assertThat(outcome.condition()).isEqualTo(EventOutcome.Condition.EVENT_AGE_EXCEEDED);
            assertThat(outcome.event().attempts()).isZero();
            assertThat(outcome.answer()).isEmpty();
        });
        assertThat(payloads).hasSize(2);
        assertThat(printed()).contains("an event was given up after 0 attempts: EventAgeExceeded");
    }

    @Test
    void the_number_of_retries_is_the_functions_own() {
        assertThat(outcomes(function(null, 0, Duration.ofHours(1)), FAILURE))
                .singleElement()
                .extracting(EventOutcome::condition)
                .isEqualTo(EventOutcome.Condition.RETRIES_EXHAUSTED);
        assertThat(payloads).hasSize(1);
    }
}
