package dev.tallystick.local.event;

import dev.tallystick.local.wire.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A stream's record: its position, its time to the second, its size, what the stream says and what changed. */
record StreamRecord(
        String sequenceNumber,
        Instant createdAt,
        int bytes,
        Map<String, @Nullable Object> content,
        Map<String, @Nullable Object> change) {

    // What Lambda's event says beside the change takes no more.
    private static final int AROUND_CHANGE = 512;

    static StreamRecord of(Map<String, @Nullable Object> record, Instant readAt, Images images) {
        Map<String, @Nullable Object> change =
                Json.asObject(record.get("dynamodb")).orElseThrow();
        Object created = change.get("ApproximateCreationDateTime");
        long seconds = created instanceof Number number ? number.longValue() : 0;
        Map<String, @Nullable Object> typed = images.typed(change);
        return new StreamRecord(
                Json.string(change, "SequenceNumber").orElseThrow(),
                toTheSecond(Instant.ofEpochSecond(seconds), readAt),
                Json.bytes(typed).length + AROUND_CHANGE,
                record,
                typed);
    }

    // DynamoDB Local gives the minute where DynamoDB gives the second. A record that is read within its minute is taken
    // for as old as the poll that found it, which is right but for a tenth of a second; one that is read later for as
    // young
    // as it can be, so that none is given up too early.
    private static Instant toTheSecond(Instant minute, Instant readAt) {
        Instant youngest = minute.plusSeconds(59);
        return readAt.isBefore(youngest) ? readAt.truncatedTo(ChronoUnit.SECONDS) : youngest;
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
