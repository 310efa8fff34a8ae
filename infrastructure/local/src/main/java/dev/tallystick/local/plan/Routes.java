package dev.tallystick.local.plan;

import dev.tallystick.local.template.Properties;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads HttpApi events as the routes of their APIs. */
final class Routes {

    private static final Set<String> METHODS =
            Set.of("ANY", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "DELETE");
    private static final Pattern SEGMENTS = Pattern.compile("(/[^{}/]*|/\\{[^{}/+]+})*(/\\{[^{}/+]+\\+})?");

    private final Map<String, List<Route>> byApi = new HashMap<>();
    private final Optional<String> implicit;

    /** Routes of the APIs with those ids; the implicit one is that of events that name none. */
    Routes(List<String> apiIds, Optional<String> implicit) {
        apiIds.forEach(id -> byApi.put(id, new ArrayList<>()));
        this.implicit = implicit;
    }

    List<Route> of(String apiId) {
        return List.copyOf(byApi.getOrDefault(apiId, List.of()));
    }

    void add(FunctionSpec function, Properties properties) {
        List<Route> routes =
                byApi.get(properties.text("ApiId").or(() -> implicit).orElse(""));
        if (routes == null) {
            throw properties.fault("ApiId", "is not an AWS::Serverless::HttpApi of this template");
        }
        if (!properties.text("PayloadFormatVersion").orElse("2.0").equals("2.0")) {
            throw properties.fault("PayloadFormatVersion", "the local cloud knows 2.0 only");
        }
        Route route = route(function, properties);
        if (routes.stream().anyMatch(other -> other.key().equals(route.key()))) {
            throw properties.fault("Path", "the route " + route.key() + " is there already");
        }
        routes.add(route);
    }

    private static Route route(FunctionSpec function, Properties properties) {
        Duration timeout = Duration.ofMillis(properties.number("TimeoutInMillis", 30_000, 50, 30_000));
        Optional<String> path = properties.text("Path");
        if (path.isPresent() != properties.has("Method")) {
            throw properties.fault(
                    path.isPresent() ? "Method" : "Path", "is missing: give both, or neither for the route $default");
        }
        if (path.isEmpty() || path.get().equals(Route.DEFAULT_KEY)) {
            return new Route(Route.DEFAULT_KEY, "ANY", "", function, timeout);
        }
        if (!path.get().startsWith("/") || !SEGMENTS.matcher(path.get()).matches()) {
            throw properties.fault(
                    "Path", "must begin with /, a variable fills a whole segment, and a greedy one is the last");
        }
        String method = method(properties);
        return new Route(method + " " + path.get(), method, path.get(), function, timeout);
    }

    private static String method(Properties properties) {
        String given = properties.required("Method").toUpperCase(Locale.ROOT);
        String method = given.equals("X-AMAZON-APIGATEWAY-ANY-METHOD") || given.equals("*") ? "ANY" : given;
        if (!METHODS.contains(method)) {
            throw properties.fault("Method", "is not a method of HTTP, nor ANY");
        }
        return method;
    }
}
