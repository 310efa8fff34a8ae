package dev.tallystick.local.proxy;

import dev.tallystick.local.plan.TableSpec;
import dev.tallystick.local.wire.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The partition keys of the template's tables and of their indexes. */
final class KeySchemas {

    private final Map<String, String> partitionKeys = new HashMap<>();

    KeySchemas(List<TableSpec> tables) {
        for (TableSpec table : tables) {
            put(table.name(), table.definition());
            for (String kind : List.of("GlobalSecondaryIndexes", "LocalSecondaryIndexes")) {
                for (Map<String, @Nullable Object> index :
                        Json.objects(table.definition().get(kind))) {
                    put(table.name() + "/index/" + index.get("IndexName"), index);
                }
            }
        }
    }

    private void put(String name, Map<String, @Nullable Object> definition) {
        for (Map<String, @Nullable Object> key : Json.objects(definition.get("KeySchema"))) {
            if ("HASH".equals(key.get("KeyType"))) {
                Json.string(key, "AttributeName").ifPresent(attribute -> partitionKeys.put(name, attribute));
            }
        }
    }

    /** The partition key of a table, or of an index as {@code table/index/name}. */
    Optional<String> partitionKey(String tableOrIndex) {
        return Optional.ofNullable(partitionKeys.get(tableOrIndex));
    }
}
