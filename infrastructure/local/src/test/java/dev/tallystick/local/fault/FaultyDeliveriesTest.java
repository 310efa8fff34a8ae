package dev.tallystick.local.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.local.function.Answer;
import dev.tallystick.local.function.Invoker;
import dev.tallystick.local.plan.FunctionOptions;
import dev.tallystick.local.plan.FunctionSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FaultyDeliveriesTest {

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

    private final List<String> given = new ArrayList<>();
    private final Invoker function = (_, payload) -> {
        given.add(payload);
        return new Answer.Success(String.valueOf(given.size()));
    };

    /** The kind, how often the function gets the event, and what whoever delivers it hears. */
    @ParameterizedTest
    @CsvSource({
        "REPEAT,      2, Success,   2",
        "LOST_ANSWER, 1, Failure,   ServiceException",
        "THROTTLE,    0, Throttled, Rate Exceeded",
        "UNAVAILABLE, 0, Failure,   ServiceException",
        "LATENCY,     1, Success,   1",
    })
    void an_event_is_delivered_as_the_rule_says_and_the_next_one_as_ever(
            Kind kind, int calls, String heard, String payload) {
        Faults faults = new Faults();
        faults.replace(new FaultPlan(
                7, List.of(new FaultRule(Optional.empty(), "lambda", Optional.empty(), kind, 1, 1, Optional.of(1L)))));
        FaultyDeliveries deliveries = new FaultyDeliveries(function, faults);

        Answer answer = deliveries.invoke(FUNCTION, "event");

        assertThat(given).hasSize(calls).allMatch("event"::equals);
        assertThat(answer.getClass().getSimpleName()).isEqualTo(heard);
        assertThat(answer.payload()).contains(payload);
        assertThat(deliveries.invoke(FUNCTION, "next", "an id")).isInstanceOf(Answer.Success.class);
        assertThat(given).hasSize(calls + 1).last().isEqualTo("next");
    }
}
