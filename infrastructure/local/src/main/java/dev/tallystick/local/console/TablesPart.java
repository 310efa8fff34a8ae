package dev.tallystick.local.console;

import dev.tallystick.local.plan.Plan;
import dev.tallystick.local.plan.TableSpec;
import dev.tallystick.local.wire.AwsCall;
import dev.tallystick.local.wire.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tables: how many items, by which keys they are found, and the items a page at a time. */
record TablesPart(Plan plan, AwsCall dynamodb) {

    private static final int MOST_SHOWN = 40_000;

    Object answer(Request request) {
        return switch (request.action()) {
            case "GET" ->
                Map.of("tables", plan.tables().stream().map(this::summary).toList());
            case "GET */items" -> items(table(request), request);
            default -> throw request.unknown();
        };
    }

    private TableSpec table(Request request) {
        return plan.tables().stream()
                .filter(table -> table.name().equals(request.name()))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("There is no table " + request.name()));
    }

    private Map<String, @Nullable Object> describe(TableSpec table) {
        return Json.asObject(dynamodb.call("DescribeTable", Map.of("TableName", table.name()))
                        .get("Table"))
                .orElseThrow();
    }

    private Map<String, Object> summary(TableSpec table) {
        Map<String, @Nullable Object> described = describe(table);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", table.name());
        json.put("id", table.id());
        json.put("items", described.getOrDefault("ItemCount", 0));
        json.put("bytes", described.getOrDefault("TableSizeBytes", 0));
        json.put("keys", Keys.of(described, Optional.empty()).toJson());
        List<Map<String, Object>> indexes = new ArrayList<>();
        for (String index : Keys.indexes(described)) {
            indexes.add(Map.of(
                    "name",
                    index,
                    "keys",
                    Keys.of(described, Optional.of(index)).toJson()));
        }
        json.put("indexes", indexes);
        table.streamView().ifPresent(view -> json.put("stream", view));
        table.expiryAttribute().ifPresent(attribute -> json.put("expiry", attribute));
        return json;
    }

    private Map<String, Object> items(TableSpec table, Request request) {
        Map<String, @Nullable Object> described = describe(table);
        ItemsQuery query = ItemsQuery.of(table.name(), described, request);
        Map<String, @Nullable Object> found = dynamodb.call(query.operation(), query.request());
        Keys own = Keys.of(described, Optional.empty());
        List<Map<String, Object>> items = new ArrayList<>();
        for (Map<String, @Nullable Object> item : Json.objects(found.get("Items"))) {
            Map<String, @Nullable Object> plain = PlainItem.of(item);
            Map<String, Object> shown = new LinkedHashMap<>();
            shown.put(
                    "key",
                    own.names().stream()
                            .map(name -> String.valueOf(plain.get(name)))
                            .toList());
            shown.put("json", Cut.to(Json.text(own.first(plain)), MOST_SHOWN));
            items.add(shown);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("items", items);
        Json.asObject(found.get("LastEvaluatedKey")).ifPresent(key -> json.put("next", Json.text(key)));
        return json;
    }
}
