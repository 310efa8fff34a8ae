package dev.tallystick.http;

import dev.tallystick.json.Json;
import dev.tallystick.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** An answer with a JSON body. */
public record HttpResponse(int status, Map<String, String> headers, Map<String, Object> body) {

    private static final int NO_CONTENT = 204;

    private static final Map<String, String> ON_EVERY_ANSWER = Map.of(
            "Content-Type", "application/json",
            "Cache-Control", "no-store",
            "X-Content-Type-Options", "nosniff");

    public HttpResponse {
        headers = Map.copyOf(headers);
    }

    public static HttpResponse of(int status, Map<String, Object> body) {
        return new HttpResponse(status, Map.of(), body);
    }

    /** There is nothing to say. */
    public static HttpResponse noContent() {
        return new HttpResponse(NO_CONTENT, Map.of(), Map.of());
    }

    public HttpResponse with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new HttpResponse(status, more, body);
    }

    /** API Gateway's payload format 2.0. */
    Map<String, Object> payload() {
        Map<String, Object> all = new TreeMap<>(ON_EVERY_ANSWER);
        all.putAll(headers);
        return new JsonObject()
                .with("statusCode", status)
                .with("headers", all)
                .with("body", status == NO_CONTENT ? null : Json.text(body))
                .build();
    }
}
