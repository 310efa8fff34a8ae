package dev.tallystick.local.table;

import dev.tallystick.local.Fault;
import dev.tallystick.local.plan.TableSpec;
import dev.tallystick.local.wire.AwsCall;
import dev.tallystick.local.wire.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes the template's tables where they are not there yet, and checks those that are. */
public final class TableMaker {

    private final AwsCall calls;

    /** Makes tables through these calls. */
    public TableMaker(AwsCall calls) {
        this.calls = calls;
    }

    /** Makes or checks one table; its stream's ARN, where it has one. */
    public Optional<String> make(TableSpec table) {
        Map<String, @Nullable Object> found = describe(table.name()).orElseGet(() -> create(table));
        checkShape(table, found);
        table.expiryAttribute().ifPresent(attribute -> expire(table.name(), attribute));
        return Json.string(found, "LatestStreamArn")
                .filter(_ -> table.streamView().isPresent());
    }

    private Optional<Map<String, @Nullable Object>> describe(String name) {
        try {
            return Json.asObject(
                    calls.call("DescribeTable", Map.of("TableName", name)).get("Table"));
        } catch (AwsCall.Refused refused) {
            if (refused.code().equals("ResourceNotFoundException")) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    private Map<String, @Nullable Object> create(TableSpec table) {
        try {
            return Json.asObject(calls.call("CreateTable", table.definition()).get("TableDescription"))
                    .orElseThrow();
        } catch (AwsCall.Refused refused) {
            throw new Fault(table.id() + ": DynamoDB refuses the table: " + refused.getMessage());
        }
    }

    private void expire(String name, String attribute) {
        Map<String, @Nullable Object> now = Json.asObject(calls.call("DescribeTimeToLive", Map.of("TableName", name))
                        .get("TimeToLiveDescription"))
                .orElse(Map.of());
        if (!attribute.equals(now.get("AttributeName"))) {
            calls.call(
                    "UpdateTimeToLive",
                    Map.of(
                            "TableName",
                            name,
                            "TimeToLiveSpecification",
                            Map.of("Enabled", true, "AttributeName", attribute)));
        }
    }

    private static void checkShape(TableSpec table, Map<String, @Nullable Object> found) {
        if (!shape(table.definition()).equals(shape(found))) {
            throw new Fault("the kept table " + table.name()
                    + " has other keys, indexes or another stream than the template says; begin anew with FRESH=1"
                    + " (--fresh), which deletes the kept data");
        }
    }

    private static Map<String, Object> shape(Map<String, ?> table) {
        Map<String, Object> shape = new TreeMap<>();
        shape.put("keys", table.get("KeySchema") instanceof List<?> keys ? keys : List.of());
        for (String kind : List.of("GlobalSecondaryIndexes", "LocalSecondaryIndexes")) {
            Set<Object> indexes = new HashSet<>();
            for (Map<String, @Nullable Object> index : Json.objects(table.get(kind))) {
                indexes.add(index.get("IndexName") + " " + index.get("KeySchema") + " " + projection(index));
            }
            shape.put(kind, indexes);
        }
        Set<Object> attributes = new HashSet<>();
        for (Map<String, @Nullable Object> attribute : Json.objects(table.get("AttributeDefinitions"))) {
            attributes.add(attribute.get("AttributeName") + " " + attribute.get("AttributeType"));
        }
        shape.put("attributes", attributes);
        shape.put(
                "stream",
                Json.asObject(table.get("StreamSpecification"))
                        .flatMap(stream -> Json.string(stream, "StreamViewType"))
                        .orElse("none"));
        return shape;
    }

    private static String projection(Map<String, @Nullable Object> index) {
        Map<String, @Nullable Object> projection =
                Json.asObject(index.get("Projection")).orElse(Map.of());
        Set<Object> attributes = new HashSet<>();
        if (projection.get("NonKeyAttributes") instanceof List<?> names) {
            attributes.addAll(names);
        }
        return projection.get("ProjectionType") + " " + attributes;
    }
}
