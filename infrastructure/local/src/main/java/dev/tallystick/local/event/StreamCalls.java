package dev.tallystick.local.event;

import dev.tallystick.local.wire.AwsCall;
import dev.tallystick.local.wire.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Calls about one stream. */
final class StreamCalls {

    private static final int MOST = 1000;

    private final AwsCall calls;
    private final Images images;
    private final String arn;

    StreamCalls(AwsCall calls, Images images, String arn) {
        this.images = images;
        this.calls = calls;
        this.arn = arn;
    }

    /** A shard and the one that it follows. */
    record Shard(String id, Optional<String> parent) {}

    /** Records and where to read on; nothing where the shard ends. */
    record Page(List<StreamRecord> records, Optional<String> next) {}

    List<Shard> shards() {
        List<Shard> shards = new ArrayList<>();
        Object from = null;
        do {
            Map<String, Object> request = new HashMap<>(Map.of("StreamArn", arn));
            if (from != null) {
                request.put("ExclusiveStartShardId", from);
            }
            Map<String, @Nullable Object> stream = Json.asObject(
                            calls.call("DescribeStream", request).get("StreamDescription"))
                    .orElseThrow();
            for (Map<String, @Nullable Object> shard : Json.objects(stream.get("Shards"))) {
                shards.add(new Shard(Json.string(shard, "ShardId").orElseThrow(), Json.string(shard, "ParentShardId")));
            }
            from = stream.get("LastEvaluatedShardId");
        } while (from != null);
        return shards;
    }

    /** Where to begin: after the position, or at the oldest record where there is none. */
    String iterator(String shard, Optional<String> after) {
        Map<String, Object> request = new HashMap<>(Map.of("StreamArn", arn, "ShardId", shard));
        if (after.isPresent()) {
            request.put("ShardIteratorType", "AFTER_SEQUENCE_NUMBER");
            request.put("SequenceNumber", after.get());
        } else {
            request.put("ShardIteratorType", "TRIM_HORIZON");
        }
        try {
            return String.valueOf(calls.call("GetShardIterator", request).get("ShardIterator"));
        } catch (AwsCall.Refused refused) {
            if (after.isPresent() && refused.code().equals("TrimmedDataAccessException")) {
                return iterator(shard, Optional.empty());
            }
            throw refused;
        }
    }

    /** The position of the latest record, if there is any. */
    Optional<String> latest(String shard) {
        Optional<String> latest = Optional.empty();
        Optional<String> iterator = Optional.of(iterator(shard, Optional.empty()));
        while (iterator.isPresent()) {
            Page page = read(iterator.get(), MOST);
            if (page.records().isEmpty()) {
                return latest;
            }
            latest = Optional.of(page.records().getLast().sequenceNumber());
            iterator = page.next();
        }
        return latest;
    }

    Page read(String iterator, int most) {
        Map<String, @Nullable Object> page =
                calls.call("GetRecords", Map.of("ShardIterator", iterator, "Limit", Math.min(most, MOST)));
        Instant readAt = Instant.now();
        return new Page(
                Json.objects(page.get("Records")).stream()
                        .map(record -> StreamRecord.of(record, readAt, images))
                        .toList(),
                Json.string(page, "NextShardIterator"));
    }
}
