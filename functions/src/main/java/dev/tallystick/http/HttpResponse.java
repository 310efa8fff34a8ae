package dev.tallystick.http;

import dev.tallystick.json.Json;
import dev.tallystick.json.JsonObject;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An answer with a JSON body, with a file, or with nothing where its status has none.
 *
 * @param body the JSON; empty where there is a file
 * @param content what is sent, where it is known already: the JSON's text, or a file's bytes in base 64
 * @param isFile whether the content is a file's
 */
public record HttpResponse(
        int status,
        Map<String, String> headers,
        Map<String, Object> body,
        @Nullable String content,
        boolean isFile) {

    private static final Map<String, String> ON_EVERY_ANSWER = Map.of(
            "Content-Type", "application/json",
            "Cache-Control", "no-store",
            "X-Content-Type-Options", "nosniff");

    private static final Set<Integer> WITHOUT_BODY = Set.of(204, 304);
    private static final String REPLAYED = "Idempotency-Replayed";
    private static final String SET_COOKIE = "Set-Cookie";

    public HttpResponse {
        headers = Map.copyOf(headers);
    }

    public static HttpResponse of(int status, Map<String, Object> body) {
        return new HttpResponse(status, Map.of(), body, null, false);
    }

    /** An answer with the bytes of a file of that type. */
    public static HttpResponse ofFile(int status, String contentType, byte[] content) {
        return new HttpResponse(
                status,
                Map.of("Content-Type", contentType),
                Map.of(),
                Base64.getEncoder().encodeToString(content),
                true);
    }

    /** It is done, and there is nothing to show (204). */
    public static HttpResponse empty() {
        return empty(204);
    }

    /** An answer without a body. */
    public static HttpResponse empty(int status) {
        return of(status, Map.of());
    }

    public HttpResponse with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new HttpResponse(status, more, body, content, isFile);
    }

    /** The same with its JSON written already. */
    HttpResponse written(String text) {
        return new HttpResponse(status, headers, body, text, false);
    }

    /** Whether it tells the outcome of an earlier request. */
    boolean isReplay() {
        return headers.containsKey(REPLAYED);
    }

    /** API Gateway's payload format 2.0. */
    Map<String, Object> payload() {
        Map<String, String> all = new TreeMap<>(ON_EVERY_ANSWER);
        all.putAll(headers);
        String cookie = all.remove(SET_COOKIE);
        if (WITHOUT_BODY.contains(status)) {
            all.remove("Content-Type");
        }
        return new JsonObject()
                .with("statusCode", status)
                .with("headers", all)
                .withAny("cookies", cookie == null ? List.of() : List.of(cookie))
                .with("body", shown())
                .with("isBase64Encoded", isFile ? true : null)
                .build();
    }

    private @Nullable String shown() {
        if (content != null) {
            return content;
        }
        return WITHOUT_BODY.contains(status) ? null : Json.text(body);
    }
}
