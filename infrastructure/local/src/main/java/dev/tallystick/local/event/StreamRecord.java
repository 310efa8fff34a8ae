package dev.tallystick.local.event;

import dev.tallystick.local.wire.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A stream's record: its position, its time to the second, what the stream says and what changed. */
record StreamRecord(
        String sequenceNumber,
        Instant createdAt,
        Map<String, @Nullable Object> content,
        Map<String, @Nullable Object> change) {

    static StreamRecord of(Map<String, @Nullable Object> record, Instant readAt, Images images) {
        Map<String, @Nullable Object> change =
                Json.asObject(record.get("dynamodb")).orElseThrow();
        Object created = change.get("ApproximateCreationDateTime");
        long seconds = created instanceof Number number ? number.longValue() : 0;
        return new StreamRecord(
                Json.string(change, "SequenceNumber").orElseThrow(),
                toTheSecond(Instant.ofEpochSecond(seconds), readAt),
                record,
                images.typed(change));
    }

    // DynamoDB Local gives the minute where DynamoDB gives the second. A record that is read within its minute is taken
    // for as old as the poll that found it, which is right but for a tenth of a second.
    private static Instant toTheSecond(Instant minute, Instant readAt) {
        return readAt.isBefore(minute.plus(1, ChronoUnit.MINUTES)) ? readAt.truncatedTo(ChronoUnit.SECONDS) : minute;
    }

    /** As Lambda gives it to a function. */
    Map<String, @Nullable Object> event(String streamArn, String region) {
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        event.put("eventID", content.get("eventID"));
        event.put("eventName", content.get("eventName"));
        event.put("eventVersion", content.get("eventVersion"));
        event.put("eventSource", "aws:dynamodb");
        event.put("awsRegion", region);
        Map<String, @Nullable Object> withTime = new LinkedHashMap<>(change);
        withTime.put("ApproximateCreationDateTime", createdAt.getEpochSecond());
        event.put("dynamodb", withTime);
        if (content.get("userIdentity") instanceof Map<?, ?> identity) {
            event.put("userIdentity", identity);
        }
        event.put("eventSourceARN", streamArn);
        return event;
    }
}
