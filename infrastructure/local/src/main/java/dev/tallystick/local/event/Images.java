package dev.tallystick.local.event;

import dev.tallystick.local.wire.AwsCall;
import dev.tallystick.local.wire.Json;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts right what DynamoDB Local's streams leave out: an empty map or list arrives as an attribute without a type. The
 * item as it stands now tells which it is; where it no longer does, a map is taken.
 */
final class Images {

    private static final Map<String, @Nullable Object> EMPTY_MAP = Map.of("M", Map.of());

    private final AwsCall tables;
    private final String table;

    Images(AwsCall tables, String table) {
        this.tables = tables;
        this.table = table;
    }

    /** The record's change with every attribute typed. */
    Map<String, @Nullable Object> typed(Map<String, @Nullable Object> change) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>(change);
        for (String name : List.of("NewImage", "OldImage")) {
            Json.asObject(change.get(name)).filter(Images::lacksType).ifPresent(image -> {
                Map<String, @Nullable Object> now =
                        Json.asObject(change.get("Keys")).map(this::item).orElse(Map.of());
                result.put(name, attributes(image, now));
            });
        }
        return result;
    }

    private static boolean lacksType(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> map.values().stream().anyMatch(inner -> isEmpty(inner) || lacksType(inner));
            case List<?> list -> list.stream().anyMatch(inner -> isEmpty(inner) || lacksType(inner));
            case null, default -> false;
        };
    }

    private static boolean isEmpty(@Nullable Object value) {
        return value instanceof Map<?, ?> map && map.isEmpty();
    }

    private Map<String, @Nullable Object> item(Map<String, @Nullable Object> keys) {
        try {
            return Json.asObject(tables.call("GetItem", Map.of("TableName", table, "Key", keys, "ConsistentRead", true))
                            .get("Item"))
                    .orElse(Map.of());
        } catch (AwsCall.Refused | UncheckedIOException _) {
            return Map.of();
        }
    }

    private static Map<String, @Nullable Object> attributes(
            Map<String, @Nullable Object> image, Map<String, @Nullable Object> now) {
        Map<String, @Nullable Object> typed = new LinkedHashMap<>();
        image.forEach((name, value) -> typed.put(name, attribute(value, now.get(name))));
        return typed;
    }

    private static Object attribute(@Nullable Object value, @Nullable Object now) {
        Map<String, @Nullable Object> attribute = Json.asObject(value).orElse(Map.of());
        Map<String, @Nullable Object> current = Json.asObject(now).orElse(Map.of());
        if (attribute.isEmpty()) {
            return current.get("L") instanceof List<?> list && list.isEmpty() ? current : EMPTY_MAP;
        }
        if (attribute.get("M") instanceof Map<?, ?>) {
            return Map.of(
                    "M",
                    attributes(
                            Json.asObject(attribute.get("M")).orElseThrow(),
                            Json.asObject(current.get("M")).orElse(Map.of())));
        }
        if (attribute.get("L") instanceof List<?> list) {
            List<?> others = current.get("L") instanceof List<?> items ? items : List.of();
            List<Object> typed = new ArrayList<>();
            for (int i = 0; i < list.size(); i++) {
                typed.add(attribute(list.get(i), i < others.size() ? others.get(i) : null));
            }
            return Map.of("L", typed);
        }
        return attribute;
    }
}
