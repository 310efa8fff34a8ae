package dev.tallystick.relay;

import dev.tallystick.json.Json;
import dev.tallystick.json.JsonObject;
import dev.tallystick.log.Log;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * One consumer's FIFO queue. A message is {@code {shardId, entries: [{position, entry}]}}; a shard is a message group, so
 * its entries arrive in the stream's order, and the positions let the consumer drop what it has seen.
 */
final class ConsumerQueue {

    /** Well below the quarter of a mebibyte that every queue takes. */
    private static final int LARGEST_MESSAGE = 200 * 1024;

    private final SqsClient queues;
    private final String url;

    /** An entry as consumers see it, and its position in its shard. */
    record Positioned(String position, Map<String, Object> entry) {

        Map<String, Object> shown() {
            return new JsonObject()
                    .with("position", position)
                    .with("entry", entry)
                    .build();
        }
    }

    ConsumerQueue(SqsClient queues, String url) {
        this.queues = queues;
        this.url = url;
    }

    /** Sends in order and stops at the first message that the queue does not take: the position it begins with. */
    Optional<String> send(String shardId, List<Positioned> entries) {
        for (List<Positioned> message : messages(entries)) {
            try {
                send(
                        shardId,
                        message,
                        Json.text(new JsonObject()
                                .with("shardId", shardId)
                                .with(
                                        "entries",
                                        message.stream().map(Positioned::shown).toList())
                                .build()));
            } catch (SdkException e) {
                String position = message.getFirst().position();
                Log.error("queue-did-not-take", new JsonObject().with("position", position), e);
                return Optional.of(position);
            }
        }
        return Optional.empty();
    }

    private void send(String shardId, List<Positioned> message, String body) {
        String deduplicationId = sha256(shardId
                + ":"
                + message.getFirst().position()
                + "-"
                + message.getLast().position());
        queues.sendMessage(request -> request.queueUrl(url)
                .messageGroupId(shardId)
                .messageDeduplicationId(deduplicationId)
                .messageBody(body));
    }

    private static List<List<Positioned>> messages(List<Positioned> entries) {
        List<List<Positioned>> messages = new ArrayList<>();
        int size = LARGEST_MESSAGE;
        for (Positioned entry : entries) {
            int more = Json.bytes(entry.shown()).length;
            if (size + more > LARGEST_MESSAGE) {
                messages.add(new ArrayList<>());
                size = 0;
            }
            messages.getLast().add(entry);
            size += more;
        }
        return messages;
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
