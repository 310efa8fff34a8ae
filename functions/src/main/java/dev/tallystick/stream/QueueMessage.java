package dev.tallystick.stream;

import dev.tallystick.json.Json;
import dev.tallystick.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message of an SQS event.
 *
 * @param group within which the queue keeps the order
 * @param receipt by which the queue knows this delivery
 * @param receiveCount how often it has been delivered, this time included
 */
public record QueueMessage(String id, String group, String body, String receipt, int receiveCount) {

    /** @throws IllegalStateException when it is not an SQS event */
    public static List<QueueMessage> readAll(InputStream event) throws IOException {
        try {
            if (Json.parse(event) instanceof Map<?, ?> fields && fields.get("Records") instanceof List<?> records) {
                return records.stream().map(QueueMessage::read).toList();
            }
            throw new IllegalStateException("not an event of a queue");
        } catch (Json.Malformed e) {
            throw new IllegalStateException("not an event of a queue", e);
        }
    }

    /** What a function answers: those of the messages are to come again. */
    public static byte[] answer(List<QueueMessage> failed) {
        List<Map<String, Object>> failures = failed.stream()
                .map(message ->
                        new JsonObject().with("itemIdentifier", message.id).build())
                .toList();
        return Json.bytes(new JsonObject().with("batchItemFailures", failures).build());
    }

    private static QueueMessage read(@Nullable Object value) {
        if (value instanceof Map<?, ?> record
                && record.get("messageId") instanceof String id
                && record.get("receiptHandle") instanceof String receipt
                && record.get("attributes") instanceof Map<?, ?> attributes
                && record.get("body") instanceof String body) {
            return new QueueMessage(
                    id,
                    String.valueOf(attributes.get("MessageGroupId")),
                    body,
                    receipt,
                    Integer.parseInt(String.valueOf(attributes.get("ApproximateReceiveCount"))));
        }
        throw new IllegalStateException("not a message of a queue");
    }
}
