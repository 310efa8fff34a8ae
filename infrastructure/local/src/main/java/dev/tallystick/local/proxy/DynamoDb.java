package dev.tallystick.local.proxy;

import dev.tallystick.local.permission.Access;
import dev.tallystick.local.template.Account;
import dev.tallystick.local.wire.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** DynamoDB and its streams. */
final class DynamoDb implements Service {

    private static final String TYPE = "com.amazonaws.dynamodb.v20120810#";
    private static final String THROTTLED = "Throughput exceeds the current capacity of your table or index.";

    private final TableAccesses accesses;

    DynamoDb(Account account, KeySchemas schemas) {
        this.accesses = new TableAccesses(account, schemas);
    }

    @Override
    public String name() {
        return "dynamodb";
    }

    @Override
    public ServiceCall call(Message request) {
        String target = request.header("x-amz-target");
        String operation = target.startsWith("DynamoDB") ? target.substring(target.indexOf('.') + 1) : "";
        return new TableCall(operation, Json.object(request.body()).orElse(Map.of()));
    }

    private final class TableCall implements ServiceCall {

        private final String operation;
        private final Map<String, @Nullable Object> request;

        TableCall(String operation, Map<String, @Nullable Object> request) {
            this.operation = operation;
            this.request = request;
        }

        @Override
        public String operation() {
            return operation;
        }

        @Override
        public List<Access> accesses() {
            // What is no operation of DynamoDB it refuses itself.
            return operation.isEmpty() ? List.of() : accesses.of(operation, request);
        }

        @Override
        public Reply denied(String message) {
            return Reply.json(
                    400, "1.0", Map.of("__type", "com.amazon.coral.service#AccessDeniedException", "Message", message));
        }

        @Override
        public Reply conflicting(long chosen) {
            return isTransaction()
                    ? cancelled("TransactionConflict", "Transaction is ongoing for the item", chosen)
                    : error(400, "TransactionConflictException", "Transaction is ongoing for the item");
        }

        @Override
        public Reply throttled(long chosen) {
            return isTransaction()
                    ? cancelled("ThrottlingError", THROTTLED, chosen)
                    : error(400, "ThrottlingException", THROTTLED);
        }

        @Override
        public Reply unavailable() {
            return error(500, "InternalServerError", "Internal server error");
        }

        private boolean isTransaction() {
            return operation.equals("TransactWriteItems") || operation.equals("TransactGetItems");
        }

        // One reason for each item, in their order; a transaction without items has none.
        private Reply cancelled(String code, String message, long chosen) {
            int items = Json.objects(request.get("TransactItems")).size();
            List<Map<String, Object>> reasons = new ArrayList<>();
            for (int i = 0; i < items; i++) {
                reasons.add(
                        i == Math.floorMod(chosen, items)
                                ? Map.of("Code", code, "Message", message)
                                : Map.of("Code", "None"));
            }
            String codes = reasons.stream()
                    .map(reason -> String.valueOf(reason.get("Code")))
                    .collect(Collectors.joining(", "));
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("__type", TYPE + "TransactionCanceledException");
            body.put(
                    "Message",
                    "Transaction cancelled, please refer cancellation reasons for specific reasons [" + codes + "]");
            body.put("CancellationReasons", reasons);
            return Reply.json(400, "1.0", body);
        }

        private static Reply error(int status, String type, String message) {
            return Reply.json(status, "1.0", Map.of("__type", TYPE + type, "message", message));
        }
    }
}
