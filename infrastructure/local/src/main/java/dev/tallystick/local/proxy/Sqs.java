package dev.tallystick.local.proxy;

import dev.tallystick.local.permission.Access;
import dev.tallystick.local.template.Account;
import dev.tallystick.local.wire.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** SQS in its JSON protocol and in the older one, a form with an Action. */
record Sqs(Account account) implements Service {

    private static final String TARGET = "AmazonSQS.";

    @Override
    public String name() {
        return "sqs";
    }

    @Override
    public ServiceCall call(Message request) {
        String target = request.header("x-amz-target");
        if (target.startsWith(TARGET)) {
            Map<String, @Nullable Object> body = Json.object(request.body()).orElse(Map.of());
            return new QueueCall(target.substring(TARGET.length()), queue(body, ""), true);
        }
        int query = request.target().indexOf('?');
        String path = query < 0 ? request.target() : request.target().substring(0, query);
        Map<String, @Nullable Object> form = new HashMap<>();
        read(query < 0 ? "" : request.target().substring(query + 1), form);
        read(new String(request.body(), StandardCharsets.UTF_8), form);
        return new QueueCall(Json.string(form, "Action").orElse(""), queue(form, path), false);
    }

    private static void read(String form, Map<String, @Nullable Object> fields) {
        for (String field : form.split("&", -1)) {
            String[] parts = field.split("=", 2);
            if (parts.length == 2) {
                try {
                    fields.put(
                            URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                            URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
                } catch (IllegalArgumentException _) {
                    // the service itself refuses it
                }
            }
        }
    }

    private String queue(Map<String, @Nullable Object> request, String path) {
        Optional<String> arn = Json.string(request, "SourceArn");
        String url = Json.string(request, "QueueUrl")
                .or(() -> Json.string(request, "QueueName"))
                .orElse(path);
        String name = url.substring(url.lastIndexOf('/') + 1);
        return arn.orElseGet(() -> name.isEmpty() ? "*" : account.arn("sqs", name));
    }

    private record QueueCall(String operation, String queue, boolean json) implements ServiceCall {

        @Override
        public List<Access> accesses() {
            // The actions of batches are those of their single messages.
            return operation.isEmpty()
                    ? List.of()
                    : List.of(new Access("sqs:" + operation.replaceFirst("Batch$", ""), queue));
        }

        @Override
        public Reply denied(String message) {
            return error(403, "com.amazon.coral.service#AccessDeniedException", "AccessDenied", "Sender", message);
        }

        @Override
        public Reply conflicting(long chosen) {
            throw new IllegalStateException("SQS knows no conflicts");
        }

        @Override
        public Reply throttled(long chosen) {
            return error(400, "com.amazonaws.sqs#RequestThrottled", "RequestThrottled", "Sender", "Rate exceeded");
        }

        @Override
        public Reply unavailable() {
            return error(
                    500,
                    "com.amazon.coral.service#InternalFailure",
                    "InternalFailure",
                    "Receiver",
                    "We encountered an internal error.");
        }

        private Reply error(int status, String type, String code, String fault, String message) {
            return json
                    ? Reply.json(status, "1.0", Map.of("__type", type, "message", message))
                            .with("x-amzn-query-error", code + ";" + fault)
                    : Reply.xml(status, code, fault, message);
        }
    }
}
