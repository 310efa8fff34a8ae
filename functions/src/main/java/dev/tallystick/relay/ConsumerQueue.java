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
 * One consumer's FIFO queue. A message is {@code {shardId, after, entries: [{position, entry}]}}; a shard is a message group, so
 * its entries arrive in the stream's order. By the positions the consumer drops what it has seen, and by {@code after}, the
 * last position sent before, it sees that nothing is missing.
 */
final class ConsumerQueue {

    /** Well below the quarter of a mebibyte that every queue takes. */
    private static final int LARGEST_MESSAGE = 200 * 1024;

    private final SqsClient queues;
    private final String url;
    private final SentPositions positions;

    /** An entry as consumers see it, and its position in its shard. */
    record Positioned(String position, Map<String, Object> entry) {

        Map<String, Object> shown() {
            return new JsonObject()
                    .with("position", position)
                    .with("entry", entry)
                    .build();
        }
    }

    ConsumerQueue(SqsClient queues, String url, SentPositions positions) {
        this.queues = queues;
        this.url = url;
        this.positions = positions;
    }

    /** Sends in order and stops at the first message that the queue does not take: the position it begins with. */
    Optional<String> send(String shardId, List<Positioned> entries) {
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> before = positions.last(shardId);
        Optional<String> last = before;
        Optional<String> failedAt = Optional.empty();
        for (List<Positioned> message : messages(entries)) {
            if (!send(shardId, last, message)) {
                failedAt = Optional.of(message.getFirst().position());
                break;
            }
            last = Optional.of(message.getLast().position());
        }
        if (!last.equals(before)) {
            positions.sent(shardId, last.orElseThrow());
        }
        return failedAt;
    }

    private boolean send(String shardId, Optional<String> after, List<Positioned> message) {
        String first = message.getFirst().position();
        String body = Json.text(new JsonObject()
                .with("shardId", shardId)
                .with("after", after.orElse(null))
                .with("entries", message.stream().map(Positioned::shown).toList())
                .build());
        String deduplicationId =
                sha256(shardId + ":" + first + "-" + message.getLast().position());
        try {
            queues.sendMessage(request -> request.queueUrl(url)
                    .messageGroupId(shardId)
                    .messageDeduplicationId(deduplicationId)
                    .messageBody(body));
            return true;
        } catch (SdkException e) {
            Log.error("queue-did-not-take", new JsonObject().with("position", first), e);
            return false;
        }
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
