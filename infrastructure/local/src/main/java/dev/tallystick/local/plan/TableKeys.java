package dev.tallystick.local.plan;

import dev.tallystick.local.template.Properties;
import dev.tallystick.local.wire.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What DynamoDB wants of a table's keys: each is defined with a type, and nothing else is. */
final class TableKeys {

    private static final Set<String> TYPES = Set.of("S", "N", "B");
    private static final List<String> INDEXES = List.of("GlobalSecondaryIndexes", "LocalSecondaryIndexes");

    private TableKeys() {}

    static void check(Properties table) {
        Set<String> defined = new TreeSet<>();
        for (Map<String, @Nullable Object> attribute : Json.objects(table.json("AttributeDefinitions"))) {
            defined.add(String.valueOf(attribute.get("AttributeName")));
            if (!TYPES.contains(String.valueOf(attribute.get("AttributeType")))) {
                throw table.fault("AttributeDefinitions", "an AttributeType must be S, N or B");
            }
        }
        Set<String> used = new TreeSet<>(names(table.json("KeySchema")));
        for (String indexes : INDEXES) {
            for (Map<String, @Nullable Object> index : Json.objects(table.json(indexes))) {
                if (Json.string(index, "IndexName").orElse("").length() < 3) {
                    throw table.fault(indexes, "an IndexName must have at least three characters");
                }
                used.addAll(names(index.get("KeySchema")));
            }
        }
        without(used, defined).ifPresent(name -> {
            throw table.fault("AttributeDefinitions", "does not define " + name + ", which is a key");
        });
        without(defined, used).ifPresent(name -> {
            throw table.fault("AttributeDefinitions", "defines " + name + ", which is no key: DynamoDB refuses that");
        });
    }

    private static List<String> names(@Nullable Object keySchema) {
        return Json.objects(keySchema).stream()
                .map(key -> String.valueOf(key.get("AttributeName")))
                .toList();
    }

    private static Optional<String> without(Set<String> names, Set<String> others) {
        return names.stream().filter(name -> !others.contains(name)).findFirst();
    }
}
