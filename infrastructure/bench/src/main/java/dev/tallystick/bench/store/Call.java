package dev.tallystick.bench.store;

import dev.tallystick.json.Json;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Events as an HTTP API hands them over, with what it adds by itself. */
public final class Call {

    private Call() {}

    /** A request with a body, as JSON. */
    public static byte[] of(String route, String bearer, Map<String, ?> body) {
        String method = route.substring(0, route.indexOf(' '));
        String path = route.substring(route.indexOf(' ') + 1);
        String id = UUID.randomUUID().toString();
        Map<String, Object> headers = new HashMap<>(Map.of(
                "accept", "application/json",
                "content-type", "application/json",
                "host", "api.example.com",
                "user-agent", "bench",
                "x-amzn-trace-id", "Root=1-" + id,
                "x-forwarded-for", "203.0.113.7",
                "x-forwarded-port", "443",
                "x-forwarded-proto", "https"));
        if (!bearer.isEmpty()) {
            headers.put("authorization", "Bearer " + bearer);
        }
        Map<String, Object> context = Map.of(
                "accountId", "000000000000",
                "apiId", "bench",
                "domainName", "api.example.com",
                "domainPrefix", "api",
                "http",
                        Map.of(
                                "method", method,
                                "path", path,
                                "protocol", "HTTP/1.1",
                                "sourceIp", "203.0.113.7",
                                "userAgent", "bench"),
                "requestId", id,
                "routeKey", route,
                "stage", "$default",
                "time", "22/Nov/2026:12:00:00 +0000",
                "timeEpoch", 1_795_348_800_000L);
        Map<String, Object> event = new HashMap<>(Map.of(
                "version", "2.0",
                "routeKey", route,
                "rawPath", path,
                "rawQueryString", "",
                "headers", headers,
                "requestContext", context,
                "isBase64Encoded", false));
        if (!method.equals("GET")) {
            event.put("body", Json.text(body));
        }
        return Json.bytes(event);
    }

    /** An earn of 120 points, under an id that nobody has used. */
    public static byte[] purchase(String key, String member) {
        return of(
                "POST /v1/purchases",
                key,
                Map.of(
                        "purchaseId", UUID.randomUUID().toString(),
                        "member", Map.of("memberId", member),
                        "total", Map.of("amount", 12_000L, "currency", "EUR"),
                        "occurredAt", Instant.now().minusSeconds(60).toString()));
    }

    /** A redemption of 100 points, under an id that nobody has used. */
    public static byte[] redemption(String key, String member) {
        return of(
                "POST /v1/redemptions",
                key,
                Map.of(
                        "redemptionId", UUID.randomUUID().toString(),
                        "member", Map.of("memberId", member),
                        "points", 100L));
    }
}
