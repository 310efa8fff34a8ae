package dev.tallystick.local.event;

import dev.tallystick.local.event.StreamCalls.Shard;
import dev.tallystick.local.function.Fleet;
import dev.tallystick.local.plan.StreamSource;
import dev.tallystick.local.wire.AwsCall;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads all shards of a stream; a shard waits until the one that it follows was read to its end. */
final class StreamPoller {

    private static final Duration LOOK_FOR_SHARDS = Duration.ofSeconds(2);

    private final StreamSource source;
    private final Fleet fleet;
    private final StreamCalls calls;
    private final Discards discards;
    private final String region;
    private final Positions positions;
    private final Threads threads;
    private final Set<String> readers = new HashSet<>();

    StreamPoller(
            StreamSource source,
            Fleet fleet,
            StreamCalls calls,
            Discards discards,
            String region,
            Path directory,
            Threads threads) {
        this.threads = threads;
        this.source = source;
        this.fleet = fleet;
        this.calls = calls;
        this.discards = discards;
        this.region = region;
        this.positions = new Positions(directory.resolve(source.key() + ".json"));
    }

    /** Reads until the cloud is stopped. */
    void run() {
        boolean fromTrimHorizon = source.fromTrimHorizon() || !positions.isEmpty();
        try {
            while (true) {
                startReaders(fromTrimHorizon);
                fromTrimHorizon = true;
                Thread.sleep(LOOK_FOR_SHARDS);
            }
        } catch (InterruptedException | AwsCall.Stopped _) {
            // the cloud is being stopped
        }
    }

    private void startReaders(boolean fromTrimHorizon) {
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
                    threads.start("shard " + shard.id(), reader(shard, fromTrimHorizon));
                }
            }
        } catch (AwsCall.Refused | UncheckedIOException _) {
            // looked for again in a moment
        }
    }

    private ShardReader reader(Shard shard, boolean fromTrimHorizon) {
        Deliveries deliveries = new Deliveries(source, fleet, discards, region, shard.id(), positions);
        return new ShardReader(source, calls, deliveries, positions, shard.id(), fromTrimHorizon);
    }
}
