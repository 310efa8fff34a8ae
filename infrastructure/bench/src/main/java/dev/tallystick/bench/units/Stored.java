package dev.tallystick.bench.units;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.Select;

/** The tables as the measurement itself sees them. */
final class Stored {

    static final DynamoDbClient CLIENT = DynamoDbClient.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();

    private static final Map<String, List<GlobalSecondaryIndexDescription>> INDEXES = new ConcurrentHashMap<>();

    private Stored() {}

    static Map<String, AttributeValue> keyOf(Map<String, AttributeValue> item) {
        return Map.of("pk", Objects.requireNonNull(item.get("pk")), "sk", Objects.requireNonNull(item.get("sk")));
    }

    /** Empty where there is none. */
    static Map<String, AttributeValue> item(String table, Map<String, AttributeValue> key) {
        return CLIENT.getItem(get -> get.tableName(table).key(key).consistentRead(true))
                .item();
    }

    static List<GlobalSecondaryIndexDescription> indexes(String table) {
        return INDEXES.computeIfAbsent(
                table,
                name -> CLIENT.describeTable(describe -> describe.tableName(name))
                        .table()
                        .globalSecondaryIndexes());
    }

    /** Bytes of what a query looks at, whatever of it the answer shows. */
    static int bytes(QueryRequest query) {
        QueryRequest whole = query.toBuilder()
                .projectionExpression(null)
                .filterExpression(null)
                .select((Select) null)
                .build();
        return bytes(CLIENT.query(whole).items());
    }

    /** Bytes of what a page of a scan looks at. */
    static int bytes(ScanRequest scan) {
        ScanRequest.Builder whole = scan.toBuilder()
                .projectionExpression(null)
                .filterExpression(null)
                .select((Select) null);
        whole.expressionAttributeNames(null).expressionAttributeValues(null);
        return bytes(CLIENT.scan(whole.build()).items());
    }

    private static int bytes(List<Map<String, AttributeValue>> items) {
        return items.stream().mapToInt(ItemSize::bytes).sum();
    }

    /** What an index has of an item, empty where the item lacks one of its keys. */
    static Map<String, AttributeValue> projected(
            GlobalSecondaryIndexDescription index, Map<String, AttributeValue> item) {
        Map<String, AttributeValue> keys = new HashMap<>();
        for (var element : index.keySchema()) {
            AttributeValue value = item.get(element.attributeName());
            if (value == null) {
                return Map.of();
            }
            keys.put(element.attributeName(), value);
        }
        return switch (index.projection().projectionType()) {
            case ALL -> item;
            case KEYS_ONLY -> {
                keys.putAll(keyOf(item));
                yield keys;
            }
            case INCLUDE, UNKNOWN_TO_SDK_VERSION -> throw new IllegalArgumentException("no index of ours is like that");
        };
    }
}
