package dev.tallystick.wiring;

import dev.tallystick.json.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * DynamoDB and Secrets Manager as far as a rehearsal goes: items are kept by key, transactions succeed, other
 * writes do not, and every secret is the same.
 * It stands where the HTTP client does, so that everything above it is the real thing.
 */
final class MadeUpServices implements SdkHttpClient {

    private static final String SECRET =
            Json.text(Map.of("SecretString", "{\"current\":\"1\",\"1\":\"made up, and thrown away with all of it\"}"));

    /** The use of a key is noted once a day, and has been. */
    private static final String REFUSED =
            "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException\"}";

    private final Map<String, Map<?, ?>> items = new ConcurrentHashMap<>();

    /** Forgets all items. */
    void clear() {
        items.clear();
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return answer(request);
            }

            @Override
            public void abort() {
                // it is answered at once
            }
        };
    }

    @Override
    public void close() {
        // nothing is open
    }

    private static HttpExecuteResponse response(int status, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return HttpExecuteResponse.builder()
                .response(SdkHttpResponse.builder()
                        .statusCode(status)
                        .putHeader("Content-Type", "application/x-amz-json-1.0")
                        .putHeader("Content-Length", Integer.toString(bytes.length))
                        .build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(bytes)))
                .build();
    }

    private HttpExecuteResponse answer(HttpExecuteRequest request) throws IOException {
        String target =
                request.httpRequest().firstMatchingHeader("X-Amz-Target").orElse("");
        Map<?, ?> body = body(request);
        return switch (target.substring(target.indexOf('.') + 1)) {
            case "GetSecretValue" -> response(200, SECRET);
            case "GetItem" -> response(200, Json.text(found(body)));
            case "Query" -> response(200, Json.text(Map.of("Items", queried(body))));
            case "TransactWriteItems" -> response(200, put(body));
            default -> response(400, REFUSED);
        };
    }

    private static Map<?, ?> body(HttpExecuteRequest request) throws IOException {
        try (InputStream content = request.contentStreamProvider().orElseThrow().newStream()) {
            return object(Json.parse(content));
        } catch (Json.Malformed e) {
            throw new IOException("the SDK writes JSON", e);
        }
    }

    private Map<String, Object> found(Map<?, ?> body) {
        return Optional.ofNullable(items.get(key(body, object(body.get("Key")))))
                .map(item -> Map.<String, Object>of("Item", item))
                .orElse(Map.of());
    }

    /** Of a member's entries the newest first, of any other partition all. */
    private List<Map<?, ?>> queried(Map<?, ?> body) {
        String attribute = body.get("IndexName") == null ? "pk" : "member";
        Map<?, ?> wanted = object(object(body.get("ExpressionAttributeValues")).get(":" + attribute));
        return items.entrySet().stream()
                .filter(kept -> kept.getKey().startsWith(body.get("TableName") + " "))
                .<Map<?, ?>>map(Map.Entry::getValue)
                .filter(item -> wanted.equals(item.get(attribute)))
                .sorted(Comparator.comparing((Map<?, ?> item) -> String.valueOf(item.get("seq")))
                        .reversed())
                .limit(5)
                .toList();
    }

    private String put(Map<?, ?> body) {
        if (body.get("TransactItems") instanceof List<?> writes) {
            for (Object write : writes) {
                Map<?, ?> put = object(object(write).get("Put"));
                if (!put.isEmpty()) {
                    Map<?, ?> item = object(put.get("Item"));
                    items.put(key(put, item), item);
                }
            }
        }
        return "{}";
    }

    private static String key(Map<?, ?> where, Map<?, ?> key) {
        return where.get("TableName") + " " + key.get("pk") + " " + key.get("sk");
    }

    private static Map<?, ?> object(@org.jspecify.annotations.Nullable Object value) {
        return value instanceof Map<?, ?> fields ? fields : Map.of();
    }
}
