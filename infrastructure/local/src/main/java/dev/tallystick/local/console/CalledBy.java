package dev.tallystick.local.console;

import dev.tallystick.local.plan.FunctionSpec;
import dev.tallystick.local.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What calls a function, as kind and name. */
final class CalledBy {

    private CalledBy() {}

    static List<Map<String, String>> of(Plan plan, FunctionSpec function) {
        List<Map<String, String>> callers = new ArrayList<>();
        plan.apis().stream()
                .flatMap(api -> api.routes().stream())
                .filter(route -> route.function().equals(function))
                .forEach(route -> callers.add(Map.of("kind", "route", "name", route.key())));
        plan.queueSources().stream()
                .filter(source -> source.function().equals(function))
                .forEach(source -> callers.add(
                        Map.of("kind", "queue", "name", source.queue().name())));
        plan.streamSources().stream()
                .filter(source -> source.function().equals(function))
                .forEach(source -> callers.add(
                        Map.of("kind", "table", "name", source.table().name())));
        plan.schedules().stream()
                .filter(source -> source.function().equals(function))
                .forEach(source -> callers.add(Map.of("kind", "schedule", "name", name(source.arn()))));
        return callers;
    }

    private static String name(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }
}
