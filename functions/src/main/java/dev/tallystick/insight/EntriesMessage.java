package dev.tallystick.insight;

import dev.tallystick.json.Fields;
import dev.tallystick.json.Json;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the relay sends: entries of one shard of the stream, in its order.
 *
 * @param after the last position sent before them; nothing for the shard's first
 */
record EntriesMessage(String shardId, Optional<BigInteger> after, List<Positioned> entries) {

    /** An entry and its position in the shard. */
    record Positioned(BigInteger position, CountedEntry entry) {}

    /** @throws RuntimeException when it is not such a message; it stays in the queue */
    static EntriesMessage read(String body) {
        try {
            if (Json.parse(body.getBytes(StandardCharsets.UTF_8)) instanceof Map<?, ?> message
                    && message.get("shardId") instanceof String shardId
                    && message.get("entries") instanceof List<?> entries) {
                return new EntriesMessage(
                        shardId,
                        Optional.ofNullable(message.get("after")).map(after -> new BigInteger(String.valueOf(after))),
                        entries.stream().map(EntriesMessage::positioned).toList());
            }
            throw new IllegalStateException("not a message of the relay");
        } catch (Json.Malformed e) {
            throw new IllegalStateException("not a message of the relay", e);
        }
    }

    private static Positioned positioned(@Nullable Object value) {
        if (value instanceof Map<?, ?> fields && fields.get("position") instanceof String position) {
            return new Positioned(new BigInteger(position), CountedEntry.read(Fields.of(fields.get("entry"))));
        }
        throw new IllegalStateException("not a message of the relay");
    }
}
