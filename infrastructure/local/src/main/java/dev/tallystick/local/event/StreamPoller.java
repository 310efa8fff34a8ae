package dev.tallystick.local.event;

import dev.tallystick.local.event.StreamCalls.Shard;
import dev.tallystick.local.function.Invoker;
import dev.tallystick.local.plan.StreamSource;
import dev.tallystick.local.wire.AwsCall;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads all shards of a stream; a shard waits until the one that it follows was read to its end. */
final class StreamPoller {

    private static final Duration LOOK_FOR_SHARDS = Duration.ofSeconds(2);

    private final StreamSource source;
    private final Invoker invoker;
    private final StreamCalls calls;
    private final Discards discards;
    private final String region;
    private final Positions positions;
    private final Threads threads;
    private final Set<String> readers = new HashSet<>();

    StreamPoller(
            StreamSource source,
            Invoker invoker,
            StreamCalls calls,
            Discards discards,
            String region,
            Path directory,
            Threads threads) {
        this.threads = threads;
        this.source = source;
        this.invoker = invoker;
        this.calls = calls;
        this.discards = discards;
        this.region = region;
        this.positions = new Positions(directory.resolve(source.key() + ".json"));
    }

    /** Writes down where to begin, where that is the end of the stream: from now on no record is passed over. */
    void begin() {
        if (!source.fromTrimHorizon() && positions.isEmpty()) {
            Map<String, ShardState> ends = new HashMap<>();
            calls.shards().forEach(shard -> ends.put(shard.id(), ShardState.BEGINNING.at(calls.latest(shard.id()))));
            positions.putAll(ends);
        }
    }

    /** Reads until the cloud is stopped. */
    void run() {
        try {
            while (true) {
                startReaders();
                Thread.sleep(LOOK_FOR_SHARDS);
            }
        } catch (InterruptedException | AwsCall.Stopped _) {
            // the cloud is being stopped
        }
    }

    private void startReaders() {
        try {
            List<Shard> shards = calls.shards();
            Set<String> unread = shards.stream()
                    .map(Shard::id)
                    .filter(id -> !positions.of(id).ended())
                    .collect(Collectors.toSet());
            for (Shard shard : shards) {
                boolean waits = shard.parent().filter(unread::contains).isPresent();
                if (unread.contains(shard.id()) && !waits && !readers.contains(shard.id())) {
                    readers.add(shard.id());
                    threads.start("shard " + shard.id(), reader(shard));
                }
            }
        } catch (AwsCall.Refused | UncheckedIOException _) {
            // looked for again in a moment
        }
    }

    private ShardReader reader(Shard shard) {
        StreamEvents events = new StreamEvents(source, region, shard.id());
        Deliveries deliveries = new Deliveries(source, invoker, discards, events, shard.id(), positions);
        return new ShardReader(source, calls, events, deliveries, positions, shard.id());
    }
}
