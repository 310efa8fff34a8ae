package dev.tallystick.local.event;

import dev.tallystick.local.wire.Json;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A received message as Lambda gives it to a function. */
final class QueueRecord {

    private QueueRecord() {}

    static Map<String, @Nullable Object> of(Map<String, @Nullable Object> message, String queueArn, String region) {
        Map<String, @Nullable Object> record = new LinkedHashMap<>();
        record.put("messageId", message.get("MessageId"));
        record.put("receiptHandle", message.get("ReceiptHandle"));
        record.put("body", message.get("Body"));
        record.put("attributes", Json.asObject(message.get("Attributes")).orElse(Map.of()));
        record.put("messageAttributes", attributes(message.get("MessageAttributes")));
        record.put("md5OfBody", message.get("MD5OfBody"));
        record.put("eventSource", "aws:sqs");
        record.put("eventSourceARN", queueArn);
        record.put("awsRegion", region);
        return record;
    }

    private static Map<String, Object> attributes(@Nullable Object given) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        Json.asObject(given)
                .ifPresent(all -> all.forEach((name, value) -> {
                    Map<String, @Nullable Object> attribute = new LinkedHashMap<>();
                    Json.asObject(value)
                            .ifPresent(parts -> parts.forEach((part, content) -> attribute.put(
                                    part.substring(0, 1).toLowerCase(Locale.ROOT) + part.substring(1), content)));
                    attributes.put(name, attribute);
                }));
        return attributes;
    }
}
