package dev.tallystick.local.console;

import dev.tallystick.local.wire.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The key attributes of a table or of one of its indexes, the partition key first. */
record Keys(List<Key> keys) {

    private static final List<String> INDEXES = List.of("GlobalSecondaryIndexes", "LocalSecondaryIndexes");

    /** An attribute with its type: S, N or B. */
    record Key(String name, String type) {

        /** A value of it, as DynamoDB takes it. */
        Map<String, String> value(String text) {
            return Map.of(type, text);
        }
    }

    static Keys of(Map<String, @Nullable Object> table, Optional<String> index) {
        Map<String, @Nullable Object> place = index.isEmpty()
                ? table
                : INDEXES.stream()
                        .flatMap(kind -> Json.objects(table.get(kind)).stream())
                        .filter(each -> index.get().equals(each.get("IndexName")))
                        .findFirst()
                        .orElseThrow(() -> Problem.notFound("There is no index " + index.get()));
        Map<String, String> types = new LinkedHashMap<>();
        for (Map<String, @Nullable Object> attribute : Json.objects(table.get("AttributeDefinitions"))) {
            types.put(String.valueOf(attribute.get("AttributeName")), String.valueOf(attribute.get("AttributeType")));
        }
        List<Key> keys = new ArrayList<>();
        for (String kind : List.of("HASH", "RANGE")) {
            Json.objects(place.get("KeySchema")).stream()
                    .filter(key -> kind.equals(key.get("KeyType")))
                    .map(key -> String.valueOf(key.get("AttributeName")))
                    .forEach(name -> keys.add(new Key(name, types.getOrDefault(name, "S"))));
        }
        return new Keys(keys);
    }

    static List<String> indexes(Map<String, @Nullable Object> table) {
        return INDEXES.stream()
                .flatMap(kind -> Json.objects(table.get(kind)).stream())
                .map(index -> String.valueOf(index.get("IndexName")))
                .toList();
    }

    Key partition() {
        return keys.getFirst();
    }

    Optional<Key> sort() {
        return keys.stream().skip(1).findFirst();
    }

    List<String> names() {
        return keys.stream().map(Key::name).toList();
    }

    /** The item with these attributes before the others, which come by name. */
    Map<String, @Nullable Object> first(Map<String, @Nullable Object> item) {
        Map<String, @Nullable Object> ordered = new LinkedHashMap<>();
        names().forEach(name -> ordered.put(name, item.get(name)));
        new TreeMap<>(item).forEach(ordered::put);
        return ordered;
    }

    List<Map<String, String>> toJson() {
        return keys.stream()
                .map(key -> Map.of("name", key.name(), "type", key.type()))
                .toList();
    }
}
