package dev.tallystick.local.http;

import com.sun.net.httpserver.Headers;
import dev.tallystick.local.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A function's answer in payload format 2.0, as HTTP. */
record HttpAnswer(int status, Map<String, String> headers, List<String> cookies, String body, boolean base64) {

    private static final Set<String> OF_THE_SERVER = Set.of("content-length", "connection", "transfer-encoding");

    /** An answer of the API itself. */
    static HttpAnswer message(int status, String message) {
        return json(status, Json.text(Map.of("message", message)));
    }

    private static HttpAnswer json(int status, String body) {
        return new HttpAnswer(status, Map.of("Content-Type", "application/json"), List.of(), body, false);
    }

    /** Nothing where API Gateway would take it for malformed. */
    static Optional<HttpAnswer> of(String payload) {
        byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
        Optional<Object> json = Json.any(bytes);
        Optional<Map<String, @Nullable Object>> object = json.flatMap(Json::asObject);
        if (object.isPresent() && object.get().containsKey("statusCode")) {
            return formatted(object.get());
        }
        // No status: the whole answer is the body.
        String body = json.isPresent() && json.get() instanceof String text ? text : payload;
        return Json.isJson(bytes) ? Optional.of(json(200, body)) : Optional.empty();
    }

    private static Optional<HttpAnswer> formatted(Map<String, @Nullable Object> answer) {
        Optional<Integer> status = status(answer.get("statusCode"));
        Object given = answer.get("body");
        String body = given == null ? "" : given instanceof String text ? text : null;
        boolean base64 = Boolean.TRUE.equals(answer.get("isBase64Encoded"));
        Optional<Map<String, String>> headers = headers(answer.get("headers"));
        Object cookies = answer.get("cookies");
        if (status.isEmpty()
                || body == null
                || (base64 && !isBase64(body))
                || headers.isEmpty()
                || !(cookies == null || cookies instanceof List<?>)) {
            return Optional.empty();
        }
        List<String> set = cookies instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
        return Optional.of(new HttpAnswer(status.get(), headers.get(), set, body, base64));
    }

    private static Optional<Integer> status(@Nullable Object given) {
        String text = given instanceof Number || given instanceof String ? given.toString() : "";
        return text.matches("[2-5]\\d\\d") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    private static boolean isBase64(String text) {
        try {
            Base64.getDecoder().decode(text);
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static Optional<Map<String, String>> headers(@Nullable Object given) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "text/plain;charset=UTF-8");
        if (given == null) {
            return Optional.of(headers);
        }
        Optional<Map<String, @Nullable Object>> object = Json.asObject(given);
        if (object.isEmpty() || object.get().values().stream().anyMatch(value -> !isPlain(value))) {
            return Optional.empty();
        }
        object.get().forEach((name, value) -> {
            if (name.equalsIgnoreCase("content-type")) {
                headers.remove("Content-Type");
            }
            headers.put(name, String.valueOf(value));
        });
        return Optional.of(headers);
    }

    // A line break would begin another header.
    private static boolean isPlain(@Nullable Object value) {
        return value instanceof String text
                ? !text.matches("(?s).*[\r\n].*")
                : value instanceof Number || value instanceof Boolean;
    }

    byte[] bytes() {
        return base64 ? Base64.getDecoder().decode(body) : body.getBytes(StandardCharsets.UTF_8);
    }

    void putHeaders(Headers out) {
        headers.forEach((name, value) -> {
            if (!OF_THE_SERVER.contains(name.toLowerCase(Locale.ROOT))) {
                out.set(name, value);
            }
        });
        cookies.forEach(cookie -> out.add("Set-Cookie", cookie));
    }
}
