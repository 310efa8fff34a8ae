package dev.tallystick.http;

import dev.tallystick.json.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** A request as an HTTP API hands it to a function, and what the function answers. */
public record Call(
        String route, Map<String, String> headers, Map<String, String> path, Map<String, String> query, String body) {

    /** A function, or an endpoint behind its access. */
    @FunctionalInterface
    public interface Served {
        void serve(InputStream event, OutputStream answer) throws IOException;
    }

    /** An answer; its body is empty where there is none. */
    public record Answer(int status, Map<String, String> headers, Map<String, Object> body, String text) {

        public String code() {
            return String.valueOf(body.get("code"));
        }

        public boolean replayed() {
            return "true".equals(headers.get("Idempotency-Replayed"));
        }
    }

    public static Call of(String route) {
        return new Call(route, Map.of(), Map.of(), Map.of(), "");
    }

    public Call header(String lowerCaseName, String value) {
        return new Call(route, with(headers, lowerCaseName, value), path, query, body);
    }

    public Call path(String name, String value) {
        return new Call(route, headers, with(path, name, value), query, body);
    }

    public Call query(String name, String value) {
        return new Call(route, headers, path, with(query, name, value), body);
    }

    public Call body(String json) {
        return new Call(route, headers, path, query, json);
    }

    public Answer to(Served function) {
        Map<String, Object> event = Map.of(
                "routeKey", route,
                "rawPath", "/",
                "headers", headers,
                "pathParameters", path,
                "queryStringParameters", query,
                "requestContext", Map.of("requestId", UUID.randomUUID().toString()),
                "body", body);
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            function.serve(new ByteArrayInputStream(Json.bytes(event)), out);
            Map<?, ?> answer = (Map<?, ?>) Json.parse(out.toByteArray());
            String text = String.valueOf(answer.containsKey("body") ? answer.get("body") : "");
            Map<String, String> headers = new LinkedHashMap<>();
            map(answer.get("headers")).forEach((name, value) -> headers.put(name, String.valueOf(value)));
            return new Answer(
                    Integer.parseInt(String.valueOf(answer.get("statusCode"))),
                    headers,
                    text.isEmpty() ? Map.of() : map(Json.parse(text.getBytes(StandardCharsets.UTF_8))),
                    text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Json.Malformed e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, Object> map(Object value) {
        Map<String, Object> result = new LinkedHashMap<>();
        ((Map<?, ?>) value).forEach((name, element) -> result.put(String.valueOf(name), element));
        return result;
    }

    private static Map<String, String> with(Map<String, String> map, String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(map);
        more.put(name, value);
        return more;
    }
}
