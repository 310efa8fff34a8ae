package dev.tallystick.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.local.function.Answer;
import dev.tallystick.local.plan.FunctionOptions;
import dev.tallystick.local.sample.BadStatic;
import dev.tallystick.local.sample.LateStart;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProcessFailuresTest {

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

    private Answer withHandler(String handler) {
        return functions.answer(functions.function(handler, FunctionOptions.none(), "Text", Map.of()), "anything");
    }

    @Test
    void a_full_heap_is_the_functions_error_and_the_next_call_gets_a_new_process() {
        String first = functions.invoke(functions.probe(), "pid");
        Answer answer = functions.answer(functions.probe(), "heap");
        assertThat(answer).isInstanceOf(Answer.Failure.class);
        assertThat(answer.payload())
                .contains("\"errorMessage\":\"Java heap space\"", "\"errorType\":\"java.lang.OutOfMemoryError\"");
        assertThat(functions.invoke(functions.probe(), "pid")).matches("\\d+").isNotEqualTo(first);
    }

    @Test
    void a_process_that_lingers_after_a_full_heap_is_not_used_again() {
        assertThat(functions.invoke(functions.probe(), "heap-with-thread")).contains("OutOfMemoryError");
        assertThat(functions.invoke(functions.probe(), "pid")).matches("\\d+");
    }

    @Test
    void a_process_with_more_memory_than_the_function_has_is_killed() {
        assertThat(functions.invoke(functions.probe(), "native"))
                .contains("\"errorType\":\"Runtime.OutOfMemory\"")
                .containsPattern("RequestId: \\S+ Error: Runtime exited with error: signal: killed");
        assertThat(functions.invoke(functions.probe(), "pid")).matches("\\d+");
    }

    @Test
    void a_process_that_ends_in_mid_call_fails_it_and_the_next_call_is_answered() {
        assertThat(functions.invoke(functions.probe(), "exit"))
                .contains("\"errorType\":\"Runtime.ExitError\"")
                .containsPattern("RequestId: \\S+ Error: Runtime exited with error: exit status 3");
        assertThat(functions.invoke(functions.probe(), "pid")).matches("\\d+");
    }

    @Test
    void a_class_that_is_not_there_fails_each_call() {
        for (int call = 0; call < 2; call++) {
            assertThat(withHandler("dev.tallystick.local.sample.Nobody").payload())
                    .contains("\"errorType\":\"java.lang.ClassNotFoundException\"")
                    .contains("Class not found: dev.tallystick.local.sample.Nobody");
        }
    }

    @Test
    void a_static_initializer_that_throws_fails_each_call() {
        for (int call = 0; call < 2; call++) {
            assertThat(withHandler(BadStatic.class.getName()).payload())
                    .contains("\"errorType\":\"java.lang.ExceptionInInitializerError\"");
        }
    }

    @Test
    void after_an_initialization_that_failed_the_next_call_tries_a_new_process() throws Exception {
        assertThat(withHandler(LateStart.class.getName()).payload())
                .contains("\"errorMessage\":\"not ready\"", "\"errorType\":\"java.lang.IllegalStateException\"");
        functions.make("exit");
        assertThat(withHandler(LateStart.class.getName()).payload())
                .contains("\"errorType\":\"Runtime.ExitError\"")
                .containsPattern("RequestId: \\S+ Error: Runtime exited with error: exit status 5");
        functions.remove("exit");
        functions.make("ready");
        assertThat(withHandler(LateStart.class.getName())).isEqualTo(new Answer.Success("\"ready\""));
    }
}
