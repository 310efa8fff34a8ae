package dev.tallystick.local.console;

import dev.tallystick.local.plan.ApiSpec;
import dev.tallystick.local.plan.Plan;
import dev.tallystick.local.plan.Route;
import java.util.Map;

/** The routes of the HTTP API on the console's own port, the first of the template. */
record RoutesPart(Plan plan) {

    Object answer(Request request) {
        if (!request.action().equals("GET")) {
            throw request.unknown();
        }
        return Map.of(
                "routes",
                plan.apis().stream()
                        .limit(1)
                        .flatMap(api -> api.routes().stream().map(route -> shown(api, route)))
                        .toList());
    }

    private static Map<String, String> shown(ApiSpec api, Route route) {
        String stage = api.stage().equals(ApiSpec.DEFAULT_STAGE) ? "" : "/" + api.stage();
        return Map.of(
                "key", route.key(),
                "method", route.method(),
                "path", route.isDefault() ? "" : stage + route.path(),
                "function", route.function().id());
    }
}
