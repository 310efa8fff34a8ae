package dev.tallystick.local.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.tallystick.local.wire.HttpPart;
import dev.tallystick.local.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A function's answer in payload format 2.0, as HTTP. */
record HttpAnswer(int status, Map<String, String> headers, List<String> cookies, String body, boolean base64) {

    /** Nothing where API Gateway would take it for malformed. */
    static Optional<HttpAnswer> of(String payload) {
        Optional<Object> json = Json.any(payload.getBytes(StandardCharsets.UTF_8));
        Optional<Map<String, @Nullable Object>> object = json.flatMap(Json::asObject);
        if (object.isPresent() && object.get().containsKey("statusCode")) {
            return formatted(object.get());
        }
        // No status: the whole answer is the body.
        String body = json.isPresent() && json.get() instanceof String text ? text : payload;
        return Json.isJson(payload.getBytes(StandardCharsets.UTF_8))
                ? Optional.of(new HttpAnswer(200, Map.of("Content-Type", "application/json"), List.of(), body, false))
                : Optional.empty();
    }

    private static Optional<HttpAnswer> formatted(Map<String, @Nullable Object> answer) {
        Optional<Integer> status = status(answer.get("statusCode"));
        Object body = answer.get("body");
        if (status.isEmpty() || !(body == null || body instanceof String)) {
            return Optional.empty();
        }
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "text/plain;charset=UTF-8");
        Json.asObject(answer.get("headers"))
                .ifPresent(given -> given.forEach((name, value) -> {
                    if (name.equalsIgnoreCase("content-type")) {
                        headers.remove("Content-Type");
                    }
                    headers.put(name, String.valueOf(value));
                }));
        List<String> cookies = answer.get("cookies") instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
        return Optional.of(new HttpAnswer(
                status.get(),
                headers,
                cookies,
                body == null ? "" : (String) body,
                Boolean.TRUE.equals(answer.get("isBase64Encoded"))));
    }

    private static Optional<Integer> status(@Nullable Object given) {
        String text = given instanceof Number || given instanceof String ? given.toString() : "";
        return text.matches("[1-5]\\d\\d") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    void send(HttpExchange exchange) throws IOException {
        Headers out = exchange.getResponseHeaders();
        headers.forEach((name, value) -> {
            if (!name.equalsIgnoreCase("content-length") && !name.equalsIgnoreCase("connection")) {
                out.set(name, value);
            }
        });
        cookies.forEach(cookie -> out.add("Set-Cookie", cookie));
        byte[] bytes = base64 ? Base64.getMimeDecoder().decode(body) : body.getBytes(StandardCharsets.UTF_8);
        HttpPart.send(exchange, status, bytes);
    }
}
