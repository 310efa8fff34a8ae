package dev.tallystick.local.proxy;

import dev.tallystick.local.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What conditions see of an operation on items: its partition keys, its attributes and what it gives back. */
record ItemKeys(KeySchemas schemas) {

    private static final String[] EXPRESSIONS = {
        "ProjectionExpression", "ConditionExpression", "UpdateExpression", "FilterExpression", "KeyConditionExpression"
    };
    private static final String[] MAPS = {
        "Key", "Item", "AttributeUpdates", "Expected", "ScanFilter", "QueryFilter", "KeyConditions"
    };

    /** Puts them where they belong; the table or index as {@code table/index/name}. */
    void put(Contexts.Keys keys, String operation, String tableOrIndex, Map<String, @Nullable Object> part) {
        schemas.partitionKey(tableOrIndex)
                .flatMap(attribute -> leadingKey(attribute, part))
                .ifPresent(key -> keys.put("LeadingKeys", key));
        keys.put("Attributes", attributes(part));
        select(operation, part).ifPresent(select -> keys.put("Select", select));
        returnValues(operation, part).ifPresent(values -> keys.put("ReturnValues", values));
        Json.string(part, "ReturnConsumedCapacity").ifPresent(capacity -> keys.put("ReturnConsumedCapacity", capacity));
    }

    private static Optional<String> leadingKey(String attribute, Map<String, @Nullable Object> part) {
        for (String holder : List.of("Key", "Item")) {
            Optional<Map<String, @Nullable Object>> item = Json.asObject(part.get(holder));
            if (item.isPresent()) {
                return AttributeValue.text(item.get().get(attribute));
            }
        }
        return Expression.of(part, "KeyConditionExpression")
                .equalTo(attribute)
                .or(() -> Json.asObject(part.get("KeyConditions"))
                        .flatMap(conditions -> Json.asObject(conditions.get(attribute)))
                        .filter(condition -> "EQ".equals(condition.get("ComparisonOperator")))
                        .flatMap(condition -> Json.objects(condition.get("AttributeValueList")).stream()
                                .findFirst())
                        .flatMap(AttributeValue::text));
    }

    private static List<String> attributes(Map<String, @Nullable Object> part) {
        List<String> attributes = new ArrayList<>(Expression.attributes(part, EXPRESSIONS));
        for (String map : MAPS) {
            Json.asObject(part.get(map)).ifPresent(named -> attributes.addAll(named.keySet()));
        }
        if (part.get("AttributesToGet") instanceof List<?> named) {
            named.forEach(name -> attributes.add(String.valueOf(name)));
        }
        return attributes;
    }

    // As the API documents what is taken where a request does not say it.
    private static Optional<String> select(String operation, Map<String, @Nullable Object> part) {
        boolean projects = part.containsKey("ProjectionExpression") || part.containsKey("AttributesToGet");
        return switch (operation) {
            case "GetItem", "BatchGetItem", "Query", "Scan" ->
                Json.string(part, "Select")
                        .or(() -> Optional.of(
                                projects
                                        ? "SPECIFIC_ATTRIBUTES"
                                        : part.containsKey("IndexName")
                                                ? "ALL_PROJECTED_ATTRIBUTES"
                                                : "ALL_ATTRIBUTES"));
            default -> Optional.empty();
        };
    }

    private static Optional<String> returnValues(String operation, Map<String, @Nullable Object> part) {
        return switch (operation) {
            case "PutItem", "UpdateItem", "DeleteItem", "ConditionCheckItem" ->
                Json.string(part, "ReturnValues").or(() -> Optional.of("NONE"));
            default -> Optional.empty();
        };
    }
}
