package dev.tallystick.batch;

import dev.tallystick.access.Caller;
import dev.tallystick.access.Scope;
import dev.tallystick.json.Fields;
import dev.tallystick.json.Json;
import dev.tallystick.json.JsonObject;
import dev.tallystick.points.OperationKey;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A batch as it is posted: operations in the order in which they were done, unread but for what each is. */
record Batch(BatchKey key, List<Map<?, ?>> operations) {

    /** The largest body, in bytes. */
    static final int LARGEST_BODY = 900 * 1024;

    private static final int MOST_OPERATIONS = 500;
    private static final Pattern TERMINAL = Pattern.compile("[a-z0-9-]{1,32}");

    static Batch read(Fields body, Caller caller) {
        String batchId = body.match("batchId", OperationKey.CLIENT_ID);
        String terminal = body.optionalMatch("terminal", TERMINAL);
        Batch batch = new Batch(
                new BatchKey(caller.source().id(), terminal == null ? caller.terminal() : terminal, batchId),
                body.unreadObjects("operations", MOST_OPERATIONS));
        body.finish();
        return batch;
    }

    /** @throws dev.tallystick.access.Forbidden when it has an operation of a type that the caller may not do */
    void mustBeOpenTo(Caller caller) {
        operations.stream()
                .flatMap(operation -> RowType.of(operation).flatMap(type -> type.scope(operation)).stream())
                .distinct()
                .forEach((Scope scope) -> caller.mustHave(scope));
    }

    /** The one form of what was asked: keys in order, nothing that is as good as absent. */
    String canonical() {
        return Json.text(new JsonObject().with("operations", sorted(operations)).build());
    }

    private static @Nullable Object sorted(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> object -> {
                Map<String, @Nullable Object> sorted = new TreeMap<>();
                object.forEach((name, member) -> {
                    if (member != null && !List.of().equals(member)) {
                        sorted.put(String.valueOf(name), sorted(member));
                    }
                });
                yield sorted;
            }
            case List<?> list -> list.stream().map(Batch::sorted).toList();
            case null -> null;
            case Object other -> other;
        };
    }
}
