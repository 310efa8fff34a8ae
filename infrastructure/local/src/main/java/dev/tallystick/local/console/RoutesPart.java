package dev.tallystick.local.console;

import dev.tallystick.local.plan.Plan;
import java.util.Map;

/** The routes of the HTTP API. */
record RoutesPart(Plan plan) {

    Object answer(Request request) {
        if (!request.action().equals("GET")) {
            throw request.unknown();
        }
        return Map.of(
                "routes",
                plan.routes().stream()
                        .map(route -> Map.of(
                                "key", route.key(),
                                "method", route.method(),
                                "path", route.path(),
                                "function", route.function().id()))
                        .toList());
    }
}
