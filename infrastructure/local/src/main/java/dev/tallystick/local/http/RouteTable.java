package dev.tallystick.local.http;

import dev.tallystick.local.plan.Route;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the route of a request with API Gateway's precedence: the most exact path, then the method, then $default. */
final class RouteTable {

    private final List<RoutePattern> patterns;
    private final Optional<Route> otherwise;

    RouteTable(List<Route> routes) {
        this.patterns = routes.stream()
                .filter(route -> !route.isDefault())
                .map(RoutePattern::of)
                .sorted(Comparator.comparing(RoutePattern::rank).thenComparing(RoutePattern::anyMethod))
                .toList();
        this.otherwise = routes.stream().filter(Route::isDefault).findFirst();
    }

    Optional<RouteMatch> find(String method, String path) {
        return patterns.stream()
                .filter(pattern -> pattern.takes(method))
                .flatMap(pattern -> pattern.match(path).stream())
                .findFirst()
                .or(() -> otherwise.map(route -> new RouteMatch(route, Map.of())));
    }
}
