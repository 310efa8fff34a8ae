package dev.tallystick.insight;

import dev.tallystick.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message of an SQS event.
 *
 * @param group within which the queue keeps the order
 */
record QueueMessage(String id, String group, String body) {

    /** @throws IllegalStateException when it is not an SQS event */
    static List<QueueMessage> readAll(InputStream event) throws IOException {
        try {
            if (Json.parse(event) instanceof Map<?, ?> fields && fields.get("Records") instanceof List<?> records) {
                return records.stream().map(QueueMessage::read).toList();
            }
            throw new IllegalStateException("not an event of a queue");
        } catch (Json.Malformed e) {
            throw new IllegalStateException("not an event of a queue", e);
        }
    }

    private static QueueMessage read(@Nullable Object value) {
        if (value instanceof Map<?, ?> record
                && record.get("messageId") instanceof String id
                && record.get("attributes") instanceof Map<?, ?> attributes
                && record.get("body") instanceof String body) {
            return new QueueMessage(id, String.valueOf(attributes.get("MessageGroupId")), body);
        }
        throw new IllegalStateException("not a message of a queue");
    }
}
