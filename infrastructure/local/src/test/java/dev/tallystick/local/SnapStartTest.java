package dev.tallystick.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.local.plan.FunctionSpec;
import dev.tallystick.local.sample.Hooked;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SnapStartTest {

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

    private FunctionSpec hooked(boolean snapStart, String failing) {
        return functions.function(
                Hooked.class.getName(), TestFleet.options(null, snapStart), "Text", Map.of("FAILS", failing));
    }

    @Test
    void hooks_run_between_the_constructor_and_the_first_call_and_not_again() {
        assertThat(functions.invoke(hooked(true, "none"), "x"))
                .isEqualTo("\"constructor beforeCheckpoint afterRestore handler\"");
        assertThat(functions.invoke(hooked(true, "none"), "x"))
                .isEqualTo("\"constructor beforeCheckpoint afterRestore handler\"");
    }

    @Test
    void without_snap_start_no_hook_runs() {
        assertThat(functions.invoke(hooked(false, "none"), "x")).isEqualTo("\"constructor handler\"");
    }

    @Test
    void a_hook_before_the_checkpoint_that_fails_fails_the_calls() {
        assertThat(functions.invoke(hooked(true, "beforeCheckpoint"), "x"))
                .contains("\"errorType\":\"com.amazonaws.services.lambda.crac.CheckpointException\"");
    }

    @Test
    void a_hook_after_the_restore_that_fails_fails_the_calls() {
        assertThat(functions.invoke(hooked(true, "afterRestore"), "x"))
                .contains("\"errorType\":\"com.amazonaws.services.lambda.crac.RestoreException\"");
    }

    @Test
    void hooks_of_org_crac_find_the_runtime_clients_own_as_on_Lambda() {
        assertThat(functions.invoke(functions.probe(), "property org.crac.Core.Compat"))
                .isEqualTo("\"com.amazonaws.services.lambda.crac\"");
    }
}
