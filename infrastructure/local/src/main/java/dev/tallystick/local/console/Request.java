package dev.tallystick.local.console;

import com.sun.net.httpserver.HttpExchange;
import dev.tallystick.local.wire.HttpPart;
import dev.tallystick.local.wire.Json;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A request of the page: its method, the path below the part, its query and its body. */
record Request(String method, List<String> path, Map<String, String> query, String body) {

    static Request of(HttpExchange exchange, List<String> path) throws IOException {
        boolean reads = exchange.getRequestMethod().equals("GET");
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (!reads && (type == null || !type.split(";", -1)[0].strip().equals("application/json"))) {
            throw Problem.wrongType();
        }
        return new Request(
                exchange.getRequestMethod(),
                path,
                query(exchange.getRequestURI().getRawQuery()),
                reads ? "" : HttpPart.text(exchange));
    }

    private static Map<String, String> query(@Nullable String raw) {
        Map<String, String> query = new HashMap<>();
        for (String pair : raw == null ? new String[0] : raw.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            query.put(decode(parts[0]), parts.length > 1 ? decode(parts[1]) : "");
        }
        return query;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw Problem.badRequest("The query is not encoded as it should be");
        }
    }

    /** What is asked, with a star for the name of what it is about: {@code GET}, {@code GET *} and the rest. */
    String action() {
        return path.isEmpty()
                ? method
                : method + " *"
                        + path.stream().skip(1).map(segment -> "/" + segment).collect(Collectors.joining());
    }

    /** What the path names; empty where it names nothing. */
    String name() {
        return path.isEmpty() ? "" : path.getFirst();
    }

    /** A field of the query that says something. */
    Optional<String> asked(String field) {
        return Optional.ofNullable(query.get(field)).filter(value -> !value.isEmpty());
    }

    /** The body as a JSON object. */
    Map<String, @Nullable Object> json() {
        return Json.object(body).orElseThrow(() -> Problem.badRequest("The body must be a JSON object"));
    }

    Problem unknown() {
        return Problem.notFound("There is no " + action());
    }
}
