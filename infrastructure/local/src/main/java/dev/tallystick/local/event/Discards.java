package dev.tallystick.local.event;

import dev.tallystick.local.plan.StreamSource;
import dev.tallystick.local.wire.AwsCall;
import dev.tallystick.local.wire.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Tells the on-failure queue which records were given up: their positions, not what they say. */
final class Discards {

    private final StreamSource source;
    private final AwsCall sqs;
    private final QueueUrls urls;

    Discards(StreamSource source, AwsCall sqs, QueueUrls urls) {
        this.source = source;
        this.sqs = sqs;
        this.urls = urls;
    }

    void tell(String shard, List<StreamRecord> records, String condition, int attempts) {
        source.onFailureArn()
                .ifPresent(queue -> sqs.call(
                        "SendMessage",
                        Map.of(
                                "QueueUrl",
                                urls.of(queue),
                                "MessageBody",
                                Json.text(message(shard, records, condition, attempts)))));
    }

    private Map<String, Object> message(String shard, List<StreamRecord> records, String condition, int attempts) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("requestId", UUID.randomUUID().toString());
        request.put("functionArn", source.function().arn());
        request.put("condition", condition);
        request.put("approximateInvokeCount", attempts);
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("requestContext", request);
        message.put(
                "responseContext",
                Map.of("statusCode", 200, "executedVersion", "$LATEST", "functionError", "Unhandled"));
        message.put("version", "1.0");
        message.put("timestamp", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        message.put("DDBStreamBatchInfo", batch(shard, records));
        return message;
    }

    private Map<String, Object> batch(String shard, List<StreamRecord> records) {
        Map<String, Object> batch = new LinkedHashMap<>();
        batch.put("shardId", shard);
        batch.put("startSequenceNumber", records.getFirst().sequenceNumber());
        batch.put("endSequenceNumber", records.getLast().sequenceNumber());
        batch.put(
                "approximateArrivalOfFirstRecord",
                records.getFirst().createdAt().toString());
        batch.put(
                "approximateArrivalOfLastRecord", records.getLast().createdAt().toString());
        batch.put("batchSize", records.size());
        batch.put("streamArn", source.streamArn());
        return batch;
    }
}
