package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.system.Cloud.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.jr.ob.JSON;

/** Every item of the Ledger and the Members table as it lies there, so that what was refused can be shown to have changed none. */
final class Stored {

    private Stored() {}

    /** The items' content by their keys, without what a refused request may change as well. */
    static Map<String, String> items(Cloud cloud) {
        Map<String, String> items = new TreeMap<>();
        for (String table : List.of("tallystick-prod-ledger", "tallystick-prod-members")) {
            String from = "";
            while (from != null) {
                Answer page = cloud.dynamodb(
                        "Scan", "{\"TableName\": \"" + table + "\", \"ConsistentRead\": true" + from + "}");
                assertThat(page.status()).as(page.text()).isEqualTo(200);
                page.list("Items").forEach(item -> add(items, item));
                Object last = page.at("LastEvaluatedKey");
                from = last == null ? null : ", \"ExclusiveStartKey\": " + JSON.std.asString(last);
            }
        }
        return items;
    }

    private static void add(Map<String, String> items, Map<String, Object> item) {
        Map<String, Object> kept = new HashMap<>(item);
        String partition = String.valueOf(((Map<?, ?>) item.get("pk")).get("S"));
        if (partition.startsWith("RATE#")) {
            return; // Every request of a key with a rate counts, also one that is refused.
        }
        if (partition.equals("CLIENTS")) {
            kept.remove("lastUsedOn"); // A key that is refused something has been used.
        }
        items.put(partition + " " + item.get("sk"), new TreeMap<>(kept).toString());
    }

    /** The same, once two looks find the same: batches, waiting refunds and notes of last use come after their answers. */
    static Map<String, String> atRest(Cloud cloud) {
        return Cloud.eventually(
                () -> {
                    Map<String, String> before = items(cloud);
                    Thread.sleep(1_000);
                    return items(cloud).equals(before) ? before : Map.<String, String>of();
                },
                items -> !items.isEmpty());
    }
}
