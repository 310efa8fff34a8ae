package dev.tallystick.local.event;

import dev.tallystick.local.wire.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A message as it was received, the record that Lambda makes of it, and the record's size. */
record QueueMessage(String id, String receipt, Map<String, @Nullable Object> record, int bytes) {

    static QueueMessage of(Map<String, @Nullable Object> message, String queueArn, String region) {
        Map<String, @Nullable Object> record = record(message, queueArn, region);
        return new QueueMessage(
                String.valueOf(message.get("MessageId")),
                String.valueOf(message.get("ReceiptHandle")),
                record,
                Json.bytes(record).length);
    }

    private static Map<String, @Nullable Object> record(
            Map<String, @Nullable Object> message, String queueArn, String region) {
        Map<String, @Nullable Object> record = new LinkedHashMap<>();
        record.put("messageId", message.get("MessageId"));
        record.put("receiptHandle", message.get("ReceiptHandle"));
        record.put("body", message.get("Body"));
        record.put("attributes", Json.asObject(message.get("Attributes")).orElse(Map.of()));
        record.put("messageAttributes", attributes(message.get("MessageAttributes")));
        record.put("md5OfBody", message.get("MD5OfBody"));
        if (message.containsKey("MD5OfMessageAttributes")) {
            record.put("md5OfMessageAttributes", message.get("MD5OfMessageAttributes"));
        }
        record.put("eventSource", "aws:sqs");
        record.put("eventSourceARN", queueArn);
        record.put("awsRegion", region);
        return record;
    }

    private static Map<String, Object> attributes(@Nullable Object given) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        Json.asObject(given)
                .ifPresent(all -> all.forEach((name, value) ->
                        attributes.put(name, attribute(Json.asObject(value).orElse(Map.of())))));
        return attributes;
    }

    private static Map<String, @Nullable Object> attribute(Map<String, @Nullable Object> parts) {
        Map<String, @Nullable Object> attribute = new LinkedHashMap<>();
        parts.forEach((part, content) ->
                attribute.put(part.substring(0, 1).toLowerCase(Locale.ROOT) + part.substring(1), content));
        attribute.putIfAbsent("stringListValues", List.of());
        attribute.putIfAbsent("binaryListValues", List.of());
        return attribute;
    }

    /** Whether one of the patterns lets it through; with none, all do. */
    boolean matches(List<EventPattern> patterns) {
        Object body = Json.exact(String.valueOf(record.get("body")))
                .filter(json -> json instanceof Map<?, ?> || json instanceof List<?>)
                .orElse(null);
        Map<String, @Nullable Object> event = new LinkedHashMap<>(record);
        if (body != null) {
            event.put("body", body);
        }
        // A pattern for a text drops a message in JSON, and the other way round.
        return patterns.isEmpty()
                || patterns.stream()
                        .filter(pattern -> !(body == null ? pattern.asksInside("body") : pattern.asksFor("body")))
                        .anyMatch(pattern -> pattern.matches(event));
    }
}
