package dev.tallystick.http;

import dev.tallystick.json.Fault;
import dev.tallystick.json.Fields;
import dev.tallystick.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A request as API Gateway hands it over in payload format 2.0. */
public final class HttpRequest {

    /** The largest body that is read, in bytes. */
    public static final int LARGEST_BODY = 1024 * 1024;

    private static final Pattern CORRELATION_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private static final int MOST_COOKIES = 5;

    private final Map<?, ?> event;
    private final Map<?, ?> context;

    private HttpRequest(Map<?, ?> event) {
        this.event = event;
        this.context = map(event.get("requestContext"));
    }

    /** @throws IllegalStateException when it is not an event of an HTTP API */
    static HttpRequest of(@Nullable Object event) {
        if (event instanceof Map<?, ?> fields && fields.get("requestContext") instanceof Map<?, ?>) {
            return new HttpRequest(fields);
        }
        throw new IllegalStateException("not an event of an HTTP API");
    }

    /** Unique to this request. */
    public String id() {
        return String.valueOf(context.get("requestId"));
    }

    /** What the caller follows it by: the header {@code X-Correlation-Id} where it is a plain one, else the request's id. */
    public String correlationId() {
        return header("x-correlation-id")
                .filter(id -> CORRELATION_ID.matcher(id).matches())
                .orElseGet(this::id);
    }

    public String route() {
        return String.valueOf(event.get("routeKey"));
    }

    /** The last part of the route's path. */
    public String lastOfRoute() {
        return route().substring(route().lastIndexOf('/') + 1);
    }

    public String path() {
        return String.valueOf(event.get("rawPath"));
    }

    public Optional<String> header(String lowerCaseName) {
        return Optional.ofNullable(map(event.get("headers")).get(lowerCaseName)).map(String::valueOf);
    }

    /** The host that the gateway was called by; it answers under its own names only. */
    public String domainName() {
        return String.valueOf(context.get("domainName"));
    }

    /** The values of the cookies of this name, in their order, at most five. */
    public List<String> cookies(String name) {
        return event.get("cookies") instanceof List<?> cookies
                ? cookies.stream()
                        .map(String::valueOf)
                        .filter(cookie -> cookie.startsWith(name + "="))
                        .limit(MOST_COOKIES)
                        .map(cookie -> cookie.substring(name.length() + 1))
                        .toList()
                : List.of();
    }

    public Optional<String> optionalPathParameter(String name) {
        return Optional.ofNullable(map(event.get("pathParameters")).get(name)).map(String::valueOf);
    }

    public String pathParameter(String name) {
        return String.valueOf(map(event.get("pathParameters")).get(name));
    }

    /** The query's parameters. Repeated ones come joined by commas. */
    public Map<?, ?> query() {
        return map(event.get("queryStringParameters"));
    }

    /** @throws Fields.Invalid when it is not one JSON object */
    public Fields body() {
        try {
            return Fields.of(Json.parse(bytes()));
        } catch (Json.Malformed e) {
            String subject = e.pointer().isEmpty() ? "the body " : "";
            throw new Fields.Invalid(List.of(new Fault(e.pointer(), subject + e.getMessage())));
        }
    }

    /** Whether the body is JSON by its content type, which no form of another site's page can send. */
    public boolean hasJson() {
        return header("content-type")
                .map(type -> type.split(";", 2)[0].strip().equalsIgnoreCase("application/json"))
                .orElse(false);
    }

    public boolean hasTooLargeBody() {
        return hasBodyOver(LARGEST_BODY);
    }

    public boolean hasBodyOver(int maximumBytes) {
        return bytes().length > maximumBytes;
    }

    private byte[] bytes() {
        String body = event.get("body") instanceof String text ? text : "";
        return Boolean.TRUE.equals(event.get("isBase64Encoded"))
                ? Base64.getDecoder().decode(body)
                : body.getBytes(StandardCharsets.UTF_8);
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> fields ? fields : Map.of();
    }
}
