package dev.tallystick.relay;

import dev.tallystick.json.Json;
import dev.tallystick.json.JsonObject;
import dev.tallystick.log.Log;
import dev.tallystick.relay.KeptMessages.Message;
import dev.tallystick.store.Sha256;
import dev.tallystick.stream.ShardMessage;
import dev.tallystick.stream.ShardMessage.Positioned;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * One consumer's FIFO queue. A shard is a message group, so its events arrive in the stream's order. What the queue does not
 * take is kept, and whatever follows in the shard behind it: no other consumer has to wait for that.
 */
final class ConsumerQueue {

    /** Well below the quarter of a mebibyte that every queue takes. */
    private static final int LARGEST_MESSAGE = 200 * 1024;

    /** So many of a shard's kept messages are sent beside new ones, which wait behind the rest. */
    private static final int KEPT_AT_A_TIME = 10;

    private final SqsClient queues;
    private final String url;
    private final SentPositions positions;
    private final KeptMessages kept;

    ConsumerQueue(SqsClient queues, String url, SentPositions positions, KeptMessages kept) {
        this.queues = queues;
        this.url = url;
        this.positions = positions;
        this.kept = kept;
    }

    /** Sends in order what was not sent or kept yet. */
    void send(String shardId, List<Positioned<Map<String, Object>>> events) {
        if (events.isEmpty()) {
            return;
        }
        Optional<BigInteger> last = positions.last(shardId);
        List<Message> before = kept.of(shardId, KEPT_AT_A_TIME);
        boolean takes = sendKept(before) && before.size() < KEPT_AT_A_TIME;
        for (List<Positioned<Map<String, Object>>> part : parts(notSent(events, last))) {
            Message message = message(new ShardMessage<>(shardId, last, part));
            takes = takes && sent(message);
            if (!takes) {
                kept.put(message);
            }
            last = Optional.of(part.getLast().position());
            positions.sent(shardId, last.get());
        }
    }

    /** Whether the queue has taken everything that was kept. */
    boolean sendKept() {
        List<Message> next = kept.first(KEPT_AT_A_TIME);
        while (!next.isEmpty()) {
            if (!sendKept(next)) {
                return false;
            }
            next = kept.first(KEPT_AT_A_TIME);
        }
        return true;
    }

    private boolean sendKept(List<Message> messages) {
        for (Message message : messages) {
            if (!sent(message)) {
                return false;
            }
            kept.delete(message);
        }
        return true;
    }

    private static List<Positioned<Map<String, Object>>> notSent(
            List<Positioned<Map<String, Object>>> events, Optional<BigInteger> last) {
        return events.stream()
                .filter(event -> last.isEmpty() || event.position().compareTo(last.get()) > 0)
                .toList();
    }

    private static Message message(ShardMessage<Map<String, Object>> message) {
        BigInteger first = message.events().getFirst().position();
        return new Message(
                message.shardId(),
                first,
                Sha256.hex(message.shardId() + ":" + first + "-"
                        + message.events().getLast().position()),
                message.text());
    }

    private boolean sent(Message message) {
        try {
            queues.sendMessage(request -> request.queueUrl(url)
                    .messageGroupId(message.shardId())
                    .messageDeduplicationId(message.deduplicationId())
                    .messageBody(message.body()));
            return true;
        } catch (SdkException e) {
            Log.error(
                    "queue-did-not-take",
                    new JsonObject()
                            .with("queue", url)
                            .with("position", message.first().toString())
                            .withAny("correlationIds", ShardMessage.correlationIds(message.body())),
                    e);
            return false;
        }
    }

    private static List<List<Positioned<Map<String, Object>>>> parts(List<Positioned<Map<String, Object>>> events) {
        List<List<Positioned<Map<String, Object>>>> parts = new ArrayList<>();
        int size = LARGEST_MESSAGE;
        for (Positioned<Map<String, Object>> event : events) {
            int more = Json.bytes(event.shown()).length;
            if (size + more > LARGEST_MESSAGE) {
                parts.add(new ArrayList<>());
                size = 0;
            }
            parts.getLast().add(event);
            size += more;
        }
        return parts;
    }
}
