package dev.tallystick.stream;

import dev.tallystick.json.Json;
import dev.tallystick.json.JsonObject;
import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Records of one shard of a DynamoDB stream, as Lambda hands them over.
 *
 * @param shard told where the mapping has a window
 */
public record StreamBatch(Optional<String> shard, List<StreamRecord> records) {

    public StreamBatch {
        records = List.copyOf(records);
    }

    /**
     * One change of one item.
     *
     * @param eventName {@code INSERT}, {@code MODIFY} or {@code REMOVE}
     * @param position its sequence number in the shard
     */
    public record StreamRecord(String eventName, String position, Map<?, ?> newImage) {

        /** The position as a number: within a shard a later record has a higher one. */
        public BigInteger number() {
            return new BigInteger(position);
        }

        /** @throws IllegalStateException when it has attributes that no entry has */
        public Item image() {
            Map<String, AttributeValue> image = new HashMap<>();
            newImage.forEach((name, attribute) -> image.put(String.valueOf(name), attribute(object(attribute))));
            return Item.of(image);
        }

        /** What the request that wrote the entry is followed by, where the record shows it. */
        public Optional<String> correlationId() {
            return text("correlationId").or(() -> text("requestId"));
        }

        private Optional<String> text(String name) {
            return newImage.get(name) instanceof Map<?, ?> attribute
                    ? Optional.ofNullable(attribute.get("S")).map(String::valueOf)
                    : Optional.empty();
        }

        /** @throws IllegalStateException when it does not show them */
        public Keys keys() {
            return Keys.of(Map.of(
                    Keys.PK,
                    attribute(object(newImage.get(Keys.PK))),
                    Keys.SK,
                    attribute(object(newImage.get(Keys.SK)))));
        }
    }

    /** @throws IllegalStateException when the mapping has no window */
    public String shardId() {
        return shard.orElseThrow(() ->
                new IllegalStateException("the stream's mapping has no window, so records do not tell their shard"));
    }

    /** What a mapping that takes partial failures is answered: bring again from this position on, or nothing. */
    public static Map<String, Object> answer(Optional<String> failedAt) {
        return new JsonObject()
                .with("state", Map.of())
                .with(
                        "batchItemFailures",
                        failedAt.map(position -> List.of(new JsonObject()
                                        .with("itemIdentifier", position)
                                        .build()))
                                .orElse(List.of()))
                .build();
    }

    /** @throws IllegalStateException when it is not such an event */
    public static StreamBatch read(InputStream event) throws IOException {
        try {
            Map<?, ?> fields = object(Json.parse(event));
            List<StreamRecord> records = fields.get("Records") instanceof List<?> list
                    ? list.stream().map(StreamBatch::record).toList()
                    : List.of();
            return new StreamBatch(Optional.ofNullable(fields.get("shardId")).map(String::valueOf), records);
        } catch (Json.Malformed e) {
            throw new IllegalStateException("not an event of a DynamoDB stream", e);
        }
    }

    private static StreamRecord record(@Nullable Object value) {
        Map<?, ?> record = object(value);
        Map<?, ?> change = object(record.get("dynamodb"));
        return new StreamRecord(
                String.valueOf(record.get("eventName")),
                String.valueOf(change.get("SequenceNumber")),
                change.get("NewImage") instanceof Map<?, ?> attributes ? attributes : Map.of());
    }

    /** The types of attribute that entries have. */
    private static AttributeValue attribute(Map<?, ?> typed) {
        Map.Entry<?, ?> value = typed.entrySet().iterator().next();
        String text = String.valueOf(value.getValue());
        return switch (String.valueOf(value.getKey())) {
            case "S" -> AttributeValue.fromS(text);
            case "N" -> AttributeValue.fromN(text);
            case "B" ->
                AttributeValue.fromB(SdkBytes.fromByteArray(Base64.getDecoder().decode(text)));
            case "M" -> {
                Map<String, AttributeValue> members = new HashMap<>();
                object(value.getValue())
                        .forEach((name, member) -> members.put(String.valueOf(name), attribute(object(member))));
                yield AttributeValue.fromM(members);
            }
            default -> throw new IllegalStateException("an entry has no attribute of this type");
        };
    }

    private static Map<?, ?> object(@Nullable Object value) {
        if (value instanceof Map<?, ?> fields) {
            return fields;
        }
        throw new IllegalStateException("not an event of a DynamoDB stream");
    }
}
