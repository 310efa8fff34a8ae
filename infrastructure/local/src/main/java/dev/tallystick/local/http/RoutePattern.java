package dev.tallystick.local.http;

import dev.tallystick.local.plan.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A route's path in its segments. */
record RoutePattern(Route route, List<String> segments) {

    static RoutePattern of(Route route) {
        return new RoutePattern(route, split(route.path()));
    }

    /**
     * Orders patterns: full matches go before greedy ones; within each, at the first segment that differs, a fixed one goes
     * before a named and that before a greedy one.
     */
    String rank() {
        String order = segments.stream()
                .map(segment -> isGreedy(segment) ? "2" : isNamed(segment) ? "1" : "0")
                .collect(Collectors.joining());
        return (order.endsWith("2") ? "greedy" : "full") + order;
    }

    boolean anyMethod() {
        return route.method().equals("ANY");
    }

    boolean takes(String method) {
        return anyMethod() || route.method().equals(method);
    }

    Optional<RouteMatch> match(String path) {
        List<String> given = split(path);
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < segments.size(); i++) {
            String segment = segments.get(i);
            if (i >= given.size()) {
                return Optional.empty();
            }
            if (isGreedy(segment)) {
                String rest = String.join("/", given.subList(i, given.size()));
                parameters.put(segment.substring(1, segment.length() - 2), rest);
                return rest.isEmpty() ? Optional.empty() : Optional.of(new RouteMatch(route, parameters));
            }
            if (isNamed(segment) && !given.get(i).isEmpty()) {
                parameters.put(segment.substring(1, segment.length() - 1), given.get(i));
            } else if (!segment.equals(given.get(i))) {
                return Optional.empty();
            }
        }
        return given.size() == segments.size() ? Optional.of(new RouteMatch(route, parameters)) : Optional.empty();
    }

    private static List<String> split(String path) {
        return List.of(path.substring(1).split("/", -1));
    }

    private static boolean isNamed(String segment) {
        return segment.startsWith("{") && segment.endsWith("}");
    }

    private static boolean isGreedy(String segment) {
        return segment.startsWith("{") && segment.endsWith("+}");
    }
}
