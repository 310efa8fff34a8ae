package dev.tallystick.wiring;

import dev.tallystick.json.Json;
import dev.tallystick.wiring.MadeUpConnection.Response;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * DynamoDB and Secrets Manager as far as a rehearsal goes: items are kept by key, transactions succeed, other
 * writes do not, and every secret is the same.
 */
final class MadeUpServices implements MadeUpConnection.Service {

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
    public Response answer(String operation, byte[] request) {
        Map<?, ?> body = body(request);
        return switch (operation) {
            case "GetSecretValue" -> new Response(200, SECRET);
            case "GetItem" -> new Response(200, Json.text(found(body)));
            case "Query" -> new Response(200, Json.text(Map.of("Items", queried(body))));
            case "TransactWriteItems" -> new Response(200, put(body));
            default -> new Response(400, REFUSED);
        };
    }

    private static Map<?, ?> body(byte[] request) {
        try {
            return object(Json.parse(request));
        } catch (Json.Malformed e) {
            throw new IllegalStateException("the SDK writes JSON", e);
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
