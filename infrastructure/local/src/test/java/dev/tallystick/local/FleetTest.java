package dev.tallystick.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.local.function.Answer;
import dev.tallystick.local.function.Call;
import dev.tallystick.local.function.FunctionProcesses;
import dev.tallystick.local.plan.FunctionSpec;
import dev.tallystick.local.sample.Probe;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FleetTest {

    private static final String THROTTLED =
            "{\"Reason\":\"ReservedFunctionConcurrentInvocationLimitExceeded\",\"Type\":\"User\",\"message\":\"Rate Exceeded.\"}";

    @TempDir
    Path directory;

    private TestFleet functions;

    @BeforeEach
    void start() throws Exception {
        functions = new TestFleet(directory);
    }

    @AfterEach
    void stop() {
        functions.close();
    }

    private FunctionSpec reserved(int calls) {
        return functions.function(Probe.class.getName(), TestFleet.options(calls, false), "Text", Map.of());
    }

    private static Map<String, Object> parsed(Answer answer) {
        return dev.tallystick.local.wire.Json.object(answer.payload()).orElseThrow();
    }

    @Test
    void a_call_beyond_those_that_are_reserved_is_throttled() throws Exception {
        CompletableFuture<Answer> first = functions.start(reserved(2), "hold");
        CompletableFuture<Answer> second = functions.start(reserved(2), "hold");
        functions.awaitInside(2);
        Answer third = functions.answer(reserved(2), "pid");
        assertThat(third).isInstanceOf(Answer.Throttled.class);
        assertThat(parsed(third))
                .isEqualTo(dev.tallystick.local.wire.Json.object(THROTTLED).orElseThrow());
        functions.make("leave");
        assertThat(first.get()).isInstanceOf(Answer.Success.class);
        assertThat(second.get()).isInstanceOf(Answer.Success.class);
        assertThat(functions.answer(reserved(2), "pid")).isInstanceOf(Answer.Success.class);
    }

    @Test
    void with_none_reserved_every_call_is_throttled() {
        assertThat(functions.answer(reserved(0), "pid")).isInstanceOf(Answer.Throttled.class);
        assertThat(functions.fleet().processes()).isEmpty();
    }

    @Test
    void without_a_reservation_calls_share_four_processes_and_the_others_wait() throws Exception {
        List<CompletableFuture<Answer>> calls = Stream.generate(() -> functions.start(functions.probe(), "hold"))
                .limit(6)
                .toList();
        functions.awaitInside(4);
        assertThat(functions.fleet().processes()).containsExactly(new FunctionProcesses("F", 4, 0));
        functions.make("leave");
        List<String> processes =
                calls.stream().map(call -> call.join().payload()).distinct().toList();
        assertThat(processes).hasSize(4).allMatch(pid -> pid.matches("\\d+"));
    }

    @Test
    void every_call_that_is_over_is_in_the_log_of_calls() {
        functions.answer(functions.probe(), "pid");
        functions.answer(functions.probe(), "fail");
        functions.answer(reserved(0), "pid");
        List<Call> calls = functions.fleet().calls().of("F");
        assertThat(calls)
                .extracting(Call::outcome)
                .containsExactly(Call.Outcome.SUCCEEDED, Call.Outcome.FAILED, Call.Outcome.THROTTLED);
        assertThat(calls.get(0).coldStart())
                .hasValueSatisfying(start -> assertThat(start).isPositive());
        assertThat(calls.get(0).duration()).isPositive();
        assertThat(calls.get(1).coldStart()).isEmpty();
    }

    @Test
    void a_call_that_runs_out_of_time_is_in_the_log_as_such() {
        FunctionSpec probe = functions.probe();
        FunctionSpec brief = new FunctionSpec(
                probe.id(),
                probe.name(),
                probe.arn(),
                probe.jar(),
                probe.handler(),
                probe.memoryMegabytes(),
                Duration.ofSeconds(1),
                probe.logFormat(),
                probe.logGroup(),
                probe.environment(),
                probe.options());
        assertThat(functions.invoke(brief, "hold"))
                .contains("\"errorType\":\"Sandbox.Timedout\"")
                .containsPattern("RequestId: \\S+ Error: Task timed out after 1.00 seconds");
        assertThat(functions.fleet().calls().of("F")).extracting(Call::outcome).containsExactly(Call.Outcome.TIMED_OUT);
    }

    @Test
    void processes_that_are_to_be_replaced_end_once_they_are_idle_and_new_ones_see_what_was_added() throws Exception {
        String idle = functions.invoke(functions.probe(), "pid");
        assertThat(functions.invoke(functions.probe(), "variable CLOCK_OFFSET")).isEqualTo("\"null\"");
        CompletableFuture<Answer> busy = functions.start(functions.probe(), "hold");
        functions.awaitInside(1);
        String other = functions.invoke(functions.probe(), "pid");
        functions.add("CLOCK_OFFSET", "P40D");

        functions.fleet().replaceProcesses();

        assertThat(functions.invoke(functions.probe(), "variable CLOCK_OFFSET")).isEqualTo("\"P40D\"");
        functions.make("leave");
        String held = busy.get().payload();
        assertThat(held).matches("\\d+");
        assertThat(functions.invoke(functions.probe(), "pid")).isNotIn(idle, other, held);
        assertThat(functions.fleet().processes()).containsExactly(new FunctionProcesses("F", 1, 1));
    }
}
