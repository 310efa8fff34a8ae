package dev.tallystick.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.local.function.LogTail;
import dev.tallystick.local.function.Logs;
import dev.tallystick.local.plan.EventInvokeSpec;
import dev.tallystick.local.plan.FunctionOptions;
import dev.tallystick.local.plan.FunctionOptions.SystemLogLevel;
import dev.tallystick.local.plan.FunctionSpec;
import dev.tallystick.local.sample.Probe;
import dev.tallystick.local.wire.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LogsTest {

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

    private List<String> log() throws Exception {
        return Files.readAllLines(Logs.file(functions.logs(), "F"));
    }

    private FunctionSpec json(Optional<String> application, SystemLogLevel system) {
        FunctionOptions options =
                new FunctionOptions(Optional.empty(), false, application, system, EventInvokeSpec.usual());
        return functions.function(Probe.class.getName(), options, "JSON", Map.of());
    }

    private List<Map<String, Object>> records(String type) throws Exception {
        return log().stream()
                .flatMap(line -> Json.object(line).stream())
                .filter(line -> type.equals(line.get("type")))
                .map(line -> Json.asObject(line.get("record")).orElseThrow())
                .toList();
    }

    @Test
    void a_log_in_text_has_the_lines_that_Lambda_writes_about_each_call() throws Exception {
        functions.invoke(functions.probe(), "pid");
        String id = functions.lines("ids").getFirst();
        assertThat(log())
                .containsSubsequence("START RequestId: " + id + " Version: $LATEST", "END RequestId: " + id)
                .anyMatch(line -> line.matches("REPORT RequestId: " + id
                        + "\tDuration: \\d+\\.\\d\\d ms\tBilled Duration: \\d+ ms\tMemory Size: 256 MB"
                        + "\tMax Memory Used: [1-9]\\d* MB\tInit Duration: \\d+\\.\\d\\d ms\t"));
        functions.invoke(functions.probe(), "fail");
        String failed = functions.lines("ids").getLast();
        assertThat(log())
                .filteredOn(line -> line.startsWith("REPORT RequestId: " + failed))
                .singleElement()
                .asString()
                .endsWith("Status: error\tError Type: java.lang.IllegalStateException")
                .doesNotContain("Init Duration");
    }

    @Test
    void a_log_in_JSON_has_platform_events_with_metrics() throws Exception {
        functions.invoke(json(Optional.empty(), SystemLogLevel.INFO), "pid");
        functions.invoke(json(Optional.empty(), SystemLogLevel.INFO), "fail");
        List<String> ids = functions.lines("ids");
        assertThat(records("platform.start"))
                .containsExactly(
                        Map.of("requestId", ids.get(0), "version", "$LATEST"),
                        Map.of("requestId", ids.get(1), "version", "$LATEST"));
        List<Map<String, Object>> reports = records("platform.report");
        assertThat(reports.get(0)).containsEntry("status", "success").containsEntry("requestId", ids.get(0));
        assertThat(Json.asObject(reports.get(0).get("metrics")).orElseThrow())
                .containsOnlyKeys("durationMs", "billedDurationMs", "memorySizeMB", "maxMemoryUsedMB", "initDurationMs")
                .containsEntry("memorySizeMB", 256);
        assertThat(reports.get(1))
                .containsEntry("status", "error")
                .containsEntry("errorType", "java.lang.IllegalStateException");
        assertThat(Json.asObject(reports.get(1).get("metrics")).orElseThrow()).doesNotContainKey("initDurationMs");
    }

    @Test
    void system_lines_below_the_level_are_left_out() throws Exception {
        functions.invoke(json(Optional.empty(), SystemLogLevel.WARN), "pid");
        functions.invoke(json(Optional.empty(), SystemLogLevel.WARN), "fail");
        assertThat(records("platform.start")).isEmpty();
        assertThat(records("platform.report")).hasSize(1);
    }

    @Test
    void lines_of_the_application_below_the_level_are_left_out() throws Exception {
        functions.invoke(json(Optional.of("ERROR"), SystemLogLevel.INFO), "log hello");
        RunningCloud.eventually(() -> log().stream().anyMatch(line -> line.contains("hello loudly")));
        assertThat(log()).noneMatch(line -> line.contains("\"hello\""));
    }

    @Test
    void what_a_function_prints_is_followed_over_the_change_of_files() throws Exception {
        LogTail tail = new LogTail(Logs.file(functions.logs(), "F"));
        assertThat(tail.next()).isEmpty();
        functions.invoke(functions.probe(), "print one");
        RunningCloud.eventually(() -> tail.next().contains("one"));
        Files.move(Logs.file(functions.logs(), "F"), functions.logs().resolve("F.log.1"));
        Files.writeString(Logs.file(functions.logs(), "F"), "two\nhal");
        assertThat(tail.next()).containsSequence("two");
        Files.writeString(Logs.file(functions.logs(), "F"), "two\nhalf\n");
        assertThat(tail.next()).containsExactly("half");
    }

    @Test
    void logs_are_shown_from_the_command_line_and_followed() throws Exception {
        functions.invoke(functions.probe(), "print one");
        Path output = directory.resolve("output");
        Process shown = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        ShowLogs.class.getName(),
                        directory.toString(),
                        "all")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            RunningCloud.eventually(() -> Files.readString(output).contains("F | one\n"));
            functions.invoke(functions.probe(), "print two");
            RunningCloud.eventually(() -> Files.readString(output).contains("F | two\n"));
        } finally {
            shown.destroyForcibly();
        }
    }
}
