package dev.tallystick.local.console;

import dev.tallystick.local.wire.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a page of items is asked of DynamoDB: of one partition where one is named, otherwise of all. */
record ItemsQuery(String operation, Map<String, Object> request) {

    private static final int PAGE = 25;

    static ItemsQuery of(String name, Map<String, @Nullable Object> table, Request asked) {
        Optional<String> index = asked.asked("index");
        Keys keys = Keys.of(table, index);
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("TableName", name);
        request.put("Limit", PAGE);
        index.ifPresent(given -> request.put("IndexName", given));
        asked.asked("from")
                .ifPresent(from -> request.put(
                        "ExclusiveStartKey",
                        Json.object(from).orElseThrow(() -> Problem.badRequest("from is not a key"))));
        Optional<String> partition = asked.asked("partition");
        partition.ifPresent(value -> narrow(request, keys, value, asked.asked("prefix")));
        return new ItemsQuery(partition.isPresent() ? "Query" : "Scan", request);
    }

    private static void narrow(Map<String, Object> request, Keys keys, String partition, Optional<String> prefix) {
        Map<String, String> names = new LinkedHashMap<>();
        Map<String, Object> values = new LinkedHashMap<>();
        names.put("#p", keys.partition().name());
        values.put(":p", keys.partition().value(partition));
        String condition = "#p = :p";
        Optional<Keys.Key> sort = keys.sort();
        if (prefix.isPresent() && sort.isPresent()) {
            names.put("#s", sort.get().name());
            values.put(":s", sort.get().value(prefix.get()));
            // Numbers have no beginning.
            condition += sort.get().type().equals("N") ? " AND #s = :s" : " AND begins_with(#s, :s)";
        }
        request.put("KeyConditionExpression", condition);
        request.put("ExpressionAttributeNames", names);
        request.put("ExpressionAttributeValues", values);
    }
}
