package dev.tallystick.local.console;

import dev.tallystick.local.function.Answer;
import dev.tallystick.local.function.Call;
import dev.tallystick.local.function.Fleet;
import dev.tallystick.local.function.FunctionProcesses;
import dev.tallystick.local.function.Logs;
import dev.tallystick.local.plan.FunctionSpec;
import dev.tallystick.local.plan.Plan;
import dev.tallystick.local.wire.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The functions: their figures, their latest calls, the end of their logs, and a call by hand. */
record FunctionsPart(Plan plan, Fleet fleet, Path logs) {

    private static final int LATEST = 60;
    private static final int MOST_SHOWN = 200_000;

    Object answer(Request request) {
        return switch (request.action()) {
            case "GET" -> Map.of("functions", all());
            case "GET */calls" -> Map.of("calls", calls(function(request)));
            case "GET */log" ->
                Map.of("lines", LogEnd.of(Logs.file(logs, function(request).id())));
            case "POST */invoke" -> invoke(function(request), request.body());
            default -> throw request.unknown();
        };
    }

    private FunctionSpec function(Request request) {
        return plan.functions().stream()
                .filter(function -> function.id().equals(request.name()))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("There is no function " + request.name()));
    }

    private List<Map<String, Object>> all() {
        Map<String, FunctionProcesses> processes = fleet.processes().stream()
                .collect(Collectors.toMap(FunctionProcesses::functionId, Function.identity()));
        return plan.functions().stream()
                .map(function -> summary(
                        function, processes.getOrDefault(function.id(), new FunctionProcesses(function.id(), 0, 0))))
                .toList();
    }

    private Map<String, Object> summary(FunctionSpec function, FunctionProcesses processes) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", function.id());
        json.put("name", function.name());
        json.put("handler", function.handler());
        json.put("memory", function.memoryMegabytes());
        json.put("timeout", function.timeout().toSeconds());
        json.put("calledBy", CalledBy.of(plan, function));
        json.put("processes", Map.of("running", processes.running(), "idle", processes.idle()));
        json.putAll(new Figures(fleet.calls().of(function.id())).toJson(Instant.now()));
        return json;
    }

    private List<Map<String, Object>> calls(FunctionSpec function) {
        List<Call> calls = fleet.calls().of(function.id());
        return calls.subList(Math.max(0, calls.size() - LATEST), calls.size()).reversed().stream()
                .map(FunctionsPart::shown)
                .toList();
    }

    private static Map<String, Object> shown(Call call) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("startedAt", call.startedAt().toString());
        json.put("millis", Figures.millis(call.duration()));
        call.coldStart().ifPresent(start -> json.put("coldStart", Figures.millis(start)));
        json.put("outcome", call.outcome().name());
        return json;
    }

    private Map<String, Object> invoke(FunctionSpec function, String payload) {
        if (!Json.isJson(payload.getBytes(StandardCharsets.UTF_8))) {
            throw Problem.badRequest("The payload must be JSON");
        }
        long began = System.nanoTime();
        Answer answer = fleet.invoke(function, payload);
        return Map.of(
                "failed", !(answer instanceof Answer.Success),
                "payload", Cut.to(answer.payload(), MOST_SHOWN),
                "millis", Figures.millis(Duration.ofNanos(System.nanoTime() - began)));
    }
}
