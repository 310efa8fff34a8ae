package dev.tallystick.local.http;

import com.sun.net.httpserver.HttpExchange;
import dev.tallystick.local.plan.ApiSpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Requests as events in API Gateway's payload format 2.0. */
final class RequestEvents {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final String accountId;
    private final ApiSpec api;

    RequestEvents(String accountId, ApiSpec api) {
        this.accountId = accountId;
        this.api = api;
    }

    Map<String, Object> event(HttpExchange exchange, String requestId, Target target, RouteMatch match, byte[] body) {
        Map<String, String> headers = headers(exchange);
        List<String> cookies = cookies(exchange);
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("version", "2.0");
        event.put("routeKey", match.route().key());
        event.put("rawPath", target.path());
        event.put("rawQueryString", target.query());
        if (!cookies.isEmpty()) {
            event.put("cookies", cookies);
        }
        event.put("headers", headers);
        Map<String, String> parameters = query(target.query());
        if (!parameters.isEmpty()) {
            event.put("queryStringParameters", parameters);
        }
        event.put("requestContext", context(exchange, requestId, match, target.path(), headers));
        Body sent = Body.of(body, headers);
        if (!sent.text().isEmpty()) {
            event.put("body", sent.text());
        }
        if (!match.parameters().isEmpty()) {
            event.put("pathParameters", match.parameters());
        }
        event.put("isBase64Encoded", sent.isBase64Encoded());
        if (!api.stageVariables().isEmpty()) {
            event.put("stageVariables", api.stageVariables());
        }
        return event;
    }

    private Map<String, Object> context(
            HttpExchange exchange, String requestId, RouteMatch match, String path, Map<String, String> headers) {
        Instant now = Instant.now();
        Map<String, Object> http = new LinkedHashMap<>();
        http.put("method", exchange.getRequestMethod());
        http.put("path", path);
        http.put("protocol", exchange.getProtocol());
        http.put("sourceIp", exchange.getRemoteAddress().getAddress().getHostAddress());
        http.put("userAgent", headers.getOrDefault("user-agent", ""));
        Map<String, Object> context = new LinkedHashMap<>();
        context.put("accountId", accountId);
        context.put("apiId", api.apiId());
        // The gateway's own name, whatever the caller's header Host says.
        context.put("domainName", "localhost:" + exchange.getLocalAddress().getPort());
        context.put("domainPrefix", "localhost");
        context.put("http", http);
        context.put("requestId", requestId);
        context.put("routeKey", match.route().key());
        context.put("stage", api.stage());
        context.put("time", TIME.format(now));
        context.put("timeEpoch", now.toEpochMilli());
        return context;
    }

    private static Map<String, String> headers(HttpExchange exchange) {
        Map<String, String> headers = new TreeMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        headers.remove("cookie");
        headers.put("x-forwarded-for", exchange.getRemoteAddress().getAddress().getHostAddress());
        headers.put(
                "x-forwarded-port", Integer.toString(exchange.getLocalAddress().getPort()));
        headers.put("x-forwarded-proto", "http");
        headers.putIfAbsent("x-amzn-trace-id", traceId());
        return headers;
    }

    private static String traceId() {
        String unique = UUID.randomUUID().toString().replace("-", "").substring(8);
        return String.format(Locale.ROOT, "Root=1-%08x-%s", Instant.now().getEpochSecond(), unique);
    }

    private static List<String> cookies(HttpExchange exchange) {
        List<String> cookies = new ArrayList<>();
        for (String header : exchange.getRequestHeaders().getOrDefault("Cookie", List.of())) {
            for (String cookie : header.split(";", -1)) {
                if (!cookie.isBlank()) {
                    cookies.add(cookie.strip());
                }
            }
        }
        return cookies;
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : raw.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = Target.decode(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : Target.decode(pair.substring(equals + 1));
                parameters.merge(name, value, (first, second) -> first + "," + second);
            }
        }
        return parameters;
    }
}
