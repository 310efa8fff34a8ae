package dev.tallystick.bench.units;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tallystick.bench.store.Invocation;
import dev.tallystick.json.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** Calls functions as Lambda does, one object each as in a process that stays. */
final class Functions {

    private final Map<String, RequestStreamHandler> kept = new HashMap<>();
    private String key = "";

    /** The API key that calls from now on bear. */
    void useKey(String apiKey) {
        key = apiKey;
    }

    /** A function that has been called before and knows key and program. */
    RequestStreamHandler warm(Supplier<RequestStreamHandler> maker) {
        return kept.computeIfAbsent(maker.get().getClass().getName(), name -> maker.get());
    }

    /** Begins anew, as with processes that have not answered yet. */
    void forget() {
        kept.clear();
    }

    /** What a function answers to any event. */
    Map<String, Object> call(RequestStreamHandler function, Object event) {
        try {
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            function.handleRequest(new ByteArrayInputStream(Json.bytes(event)), answer, new Invocation());
            return answer.size() == 0 ? Map.of() : object(Json.parse(answer.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Json.Malformed e) {
            throw new IllegalStateException("a function answered no JSON", e);
        }
    }

    /** What the body of a function's answer says; the status must be as expected. */
    Map<String, Object> call(
            RequestStreamHandler function, String route, Map<String, String> path, Map<String, ?> body, int status) {
        return call(function, route, path, Map.of("authorization", "Bearer " + key), body, status);
    }

    Map<String, Object> call(
            RequestStreamHandler function,
            String route,
            Map<String, String> path,
            Map<String, String> headers,
            Map<String, ?> body,
            int status) {
        String[] parts = route.split("\\?limit=", -1);
        Map<String, String> all = new HashMap<>(headers);
        all.put("content-type", "application/json");
        Map<String, Object> answer = call(
                function,
                Map.of(
                        "routeKey",
                        parts[0],
                        "rawPath",
                        "/",
                        "headers",
                        all,
                        "pathParameters",
                        path,
                        "queryStringParameters",
                        parts.length > 1 ? Map.of("limit", parts[1]) : Map.of(),
                        "requestContext",
                        Map.of("requestId", UUID.randomUUID().toString(), "domainName", "localhost"),
                        "body",
                        route.startsWith("GET ") ? "" : Json.text(body)));
        String text = String.valueOf(answer.getOrDefault("body", ""));
        if (!String.valueOf(status).equals(String.valueOf(answer.get("statusCode")))) {
            throw new IllegalStateException("%s answered %s".formatted(route, answer));
        }
        try {
            return text.isEmpty()
                    ? Map.of()
                    : object(Json.parse(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        } catch (Json.Malformed e) {
            throw new IllegalStateException("a function answered no JSON", e);
        }
    }

    private static Map<String, Object> object(@org.jspecify.annotations.Nullable Object value) {
        if (!(value instanceof Map<?, ?> fields)) {
            throw new IllegalStateException("a function answered something else");
        }
        Map<String, Object> result = new HashMap<>();
        fields.forEach((name, member) -> result.put(String.valueOf(name), member == null ? List.of() : member));
        return result;
    }
}
