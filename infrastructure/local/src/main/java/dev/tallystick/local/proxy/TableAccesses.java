package dev.tallystick.local.proxy;

import dev.tallystick.local.permission.Access;
import dev.tallystick.local.permission.Arns;
import dev.tallystick.local.template.Account;
import dev.tallystick.local.wire.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What operations of DynamoDB have to be allowed, as AWS documents its actions. */
final class TableAccesses {

    private static final Map<String, String> OF_TRANSACTIONS = Map.of(
            "Put", "PutItem",
            "Update", "UpdateItem",
            "Delete", "DeleteItem",
            "ConditionCheck", "ConditionCheckItem",
            "Get", "GetItem");

    private final Account account;
    private final ItemKeys items;
    private final PartiQl partiQl;

    TableAccesses(Account account, KeySchemas schemas) {
        this.account = account;
        this.items = new ItemKeys(schemas);
        this.partiQl = new PartiQl(schemas);
    }

    List<Access> of(String operation, Map<String, @Nullable Object> request) {
        Contexts contexts = new Contexts(account);
        switch (operation) {
            case "TransactWriteItems", "TransactGetItems" -> transaction(contexts, operation, request);
            case "BatchGetItem", "BatchWriteItem" -> batch(contexts, operation, request);
            case "ExecuteStatement" -> partiQl.put(contexts, request, Optional.empty());
            case "BatchExecuteStatement" -> statements(contexts, operation, request.get("Statements"));
            case "ExecuteTransaction" -> statements(contexts, operation, request.get("TransactStatements"));
            default -> {
                String resource = resource(operation, request);
                items.put(contexts.about(operation, resource), operation, tableOrIndex(resource), request);
            }
        }
        return contexts.accesses();
    }

    private void statements(Contexts contexts, String operation, @Nullable Object statements) {
        for (Map<String, @Nullable Object> statement : Json.objects(statements)) {
            partiQl.put(contexts, statement, Optional.of(operation));
        }
    }

    private void transaction(Contexts contexts, String operation, Map<String, @Nullable Object> request) {
        for (Map<String, @Nullable Object> item : Json.objects(request.get("TransactItems"))) {
            item.forEach((kind, value) -> {
                String action = OF_TRANSACTIONS.get(kind);
                Optional<Map<String, @Nullable Object>> part = Json.asObject(value);
                if (action != null && part.isPresent()) {
                    String table = table(part.get().get("TableName"));
                    Contexts.Keys keys =
                            contexts.about(action, "table/" + table).put("EnclosingOperation", operation);
                    items.put(keys, action, table, part.get());
                }
            });
        }
    }

    private void batch(Contexts contexts, String operation, Map<String, @Nullable Object> request) {
        Json.asObject(request.get("RequestItems")).orElse(Map.of()).forEach((given, value) -> {
            String table = table(given);
            Contexts.Keys keys = contexts.about(operation, "table/" + table);
            Json.asObject(value).ifPresent(reads -> {
                items.put(keys, operation, table, reads);
                Json.objects(reads.get("Keys")).forEach(key -> items.put(keys, "Key", table, Map.of("Key", key)));
            });
            for (Map<String, @Nullable Object> write : Json.objects(value)) {
                write.values()
                        .forEach(part ->
                                Json.asObject(part).ifPresent(found -> items.put(keys, operation, table, found)));
            }
        });
    }

    private String resource(String operation, Map<String, @Nullable Object> request) {
        Optional<String> arn = Json.string(request, "StreamArn").or(() -> Json.string(request, "ResourceArn"));
        if (arn.isPresent()) {
            return Arns.inAccount(account, arn.get());
        }
        return switch (operation) {
            case "ListTables" -> "table/*";
            case "GetRecords" ->
                Json.string(request, "ShardIterator").map(this::streamOf).orElse("*");
            case "ListStreams" -> "table/" + name(request).orElse("*") + "/stream/*";
            default ->
                name(request)
                        .map(table -> "table/" + table
                                + Json.string(request, "IndexName")
                                        .map(index -> "/index/" + index)
                                        .orElse(""))
                        .orElse("*");
        };
    }

    // An iterator has the stream's ARN between bars.
    private String streamOf(String iterator) {
        for (String part : iterator.split("\\|", -1)) {
            if (part.startsWith("arn:")) {
                return Arns.inAccount(account, part);
            }
        }
        return "*";
    }

    private static Optional<String> name(Map<String, @Nullable Object> request) {
        return Json.string(request, "TableName").map(TableAccesses::table);
    }

    // A table may be named by its ARN as well.
    private static String table(@Nullable Object given) {
        String text = String.valueOf(given);
        int slash = text.indexOf('/');
        return text.startsWith("arn:") && slash > 0 ? text.substring(slash + 1) : text;
    }

    private static String tableOrIndex(String resource) {
        return resource.startsWith("table/") ? resource.substring("table/".length()) : resource;
    }
}
