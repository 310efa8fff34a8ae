package dev.tallystick.local.function;

import dev.tallystick.local.plan.FunctionOptions.SystemLogLevel;
import dev.tallystick.local.plan.FunctionSpec;
import dev.tallystick.local.wire.Json;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The lines about each call that Lambda itself writes to a function's log, in the function's own format. */
final class SystemLog {

    private final FunctionSpec function;
    private final LogFile file;

    SystemLog(FunctionSpec function, LogFile file) {
        this.function = function;
        this.file = file;
    }

    void start(String requestId) {
        if (function.logsJson()) {
            json("platform.start", SystemLogLevel.INFO, Map.of("requestId", requestId, "version", "$LATEST"));
        } else {
            write("START RequestId: " + requestId + " Version: $LATEST");
        }
    }

    void report(String requestId, Result result) {
        if (function.logsJson()) {
            boolean success = result.outcome() == Call.Outcome.SUCCEEDED;
            Map<String, Object> done = new LinkedHashMap<>();
            done.put("requestId", requestId);
            done.put("status", status(result));
            errorType(result).ifPresent(type -> done.put("errorType", type));
            json("platform.runtimeDone", success ? SystemLogLevel.DEBUG : SystemLogLevel.WARN, done);
            Map<String, Object> report = new LinkedHashMap<>(done);
            report.put("metrics", metrics(result));
            json("platform.report", success ? SystemLogLevel.INFO : SystemLogLevel.WARN, report);
        } else {
            write("END RequestId: " + requestId + "\n" + reportLine(requestId, result));
        }
    }

    private String reportLine(String requestId, Result result) {
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT,
                "REPORT RequestId: %s\tDuration: %.2f ms\tBilled Duration: %d ms\tMemory Size: %d MB\tMax Memory Used: %d MB\t",
                requestId,
                milliseconds(result.duration()),
                billed(result),
                function.memoryMegabytes(),
                result.megabytes()));
        result.coldStart()
                .ifPresent(start ->
                        line.append(String.format(Locale.ROOT, "Init Duration: %.2f ms\t", milliseconds(start))));
        if (result.outcome() != Call.Outcome.SUCCEEDED) {
            line.append("Status: ").append(status(result));
            errorType(result).ifPresent(type -> line.append("\tError Type: ").append(type));
        }
        return line.toString();
    }

    private Map<String, Object> metrics(Result result) {
        Map<String, Object> metrics = new LinkedHashMap<>();
        metrics.put("durationMs", milliseconds(result.duration()));
        metrics.put("billedDurationMs", billed(result));
        metrics.put("memorySizeMB", function.memoryMegabytes());
        metrics.put("maxMemoryUsedMB", result.megabytes());
        result.coldStart().ifPresent(start -> metrics.put("initDurationMs", milliseconds(start)));
        return metrics;
    }

    // What is billed contains the initialization.
    private static long billed(Result result) {
        Duration whole = result.duration().plus(result.coldStart().orElse(Duration.ZERO));
        return (long) Math.ceil(milliseconds(whole));
    }

    private static double milliseconds(Duration duration) {
        return Math.round(duration.toNanos() / 1e3) / 1e3;
    }

    private static String status(Result result) {
        return switch (result.outcome()) {
            case SUCCEEDED -> "success";
            case TIMED_OUT -> "timeout";
            case FAILED, THROTTLED -> "error";
        };
    }

    private static Optional<String> errorType(Result result) {
        return result.outcome() == Call.Outcome.FAILED
                ? Json.object(result.answer().payload()).flatMap(error -> Json.string(error, "errorType"))
                : Optional.empty();
    }

    private void json(String type, SystemLogLevel level, Map<String, Object> content) {
        if (level.compareTo(function.options().systemLogLevel()) >= 0) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("time", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
            line.put("type", type);
            line.put("record", content);
            write(Json.text(line));
        }
    }

    // A disk that is full does not fail the call.
    private void write(String lines) {
        try {
            file.write(lines);
        } catch (UncheckedIOException _) {
            // the function goes on without its log
        }
    }
}
