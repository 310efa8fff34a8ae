package dev.tallystick.webhook;

import dev.tallystick.json.Json;
import dev.tallystick.json.JsonObject;
import dev.tallystick.store.RandomText;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is sent of an event.
 *
 * @param id the event's, the same however often it is sent
 * @param body {@code {type, timestamp, subject?, data}}
 * @param entryId the entry that it is of
 * @param correlationId by which the request that made the entry is followed, where it fits into a header
 */
record Message(
        String id,
        String type,
        String body,
        @Nullable String entryId,
        @Nullable String memberId,
        @Nullable Long sequence,
        @Nullable String correlationId) {

    private static final Pattern PLAIN = Pattern.compile("[!-~]{1,200}");
    private static final int TEST_ID_LENGTH = 26;

    /** @throws IllegalStateException when it is no event of the feed */
    static Message of(Map<?, ?> event) {
        if (event.get("id") instanceof String id
                && event.get("type") instanceof String type
                && event.get("time") instanceof String time
                && event.get("data") instanceof Map<?, ?> data) {
            return new Message(
                    id,
                    type,
                    Json.text(new JsonObject()
                            .with("type", type)
                            .with("timestamp", time)
                            .with("subject", event.get("subject"))
                            .with("data", data)
                            .build()),
                    text(data.get("entryId")),
                    text(event.get("subject")),
                    event.get("sequence") instanceof String sequence ? Long.valueOf(sequence) : null,
                    plain(event.get("correlationid")));
        }
        throw new IllegalStateException("not an event of the feed");
    }

    /** One that says that it is a test. */
    static Message test(Webhook webhook, Instant at, String correlationId) {
        String type = "tallystick.test.v1";
        Map<String, Object> data = new JsonObject()
                .with("webhookId", webhook.webhookId())
                .with("test", true)
                .build();
        return new Message(
                "test-" + RandomText.base32(TEST_ID_LENGTH),
                type,
                Json.text(new JsonObject()
                        .with("type", type)
                        .with("timestamp", at.toString())
                        .with("data", data)
                        .build()),
                null,
                null,
                null,
                plain(correlationId));
    }

    private static @Nullable String text(@Nullable Object value) {
        return value instanceof String text ? text : null;
    }

    private static @Nullable String plain(@Nullable Object value) {
        return value instanceof String text && PLAIN.matcher(text).matches() ? text : null;
    }
}
