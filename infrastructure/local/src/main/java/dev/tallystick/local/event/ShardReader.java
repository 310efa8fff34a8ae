package dev.tallystick.local.event;

import dev.tallystick.local.event.StreamCalls.Page;
import dev.tallystick.local.plan.StreamSource;
import dev.tallystick.local.wire.AwsCall;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one shard from where it was left and makes batches of its records, in their order. */
final class ShardReader implements Runnable {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration AFTER_FAULT = Duration.ofSeconds(1);

    private final StreamSource source;
    private final StreamCalls calls;
    private final Deliveries deliveries;
    private final Positions positions;
    private final String shard;
    private final boolean fromTrimHorizon;
    private final List<StreamRecord> pending = new ArrayList<>();
    private Instant pendingSince = Instant.MIN;

    ShardReader(
            StreamSource source,
            StreamCalls calls,
            Deliveries deliveries,
            Positions positions,
            String shard,
            boolean fromTrimHorizon) {
        this.source = source;
        this.calls = calls;
        this.deliveries = deliveries;
        this.positions = positions;
        this.shard = shard;
        this.fromTrimHorizon = fromTrimHorizon;
    }

    @Override
    public void run() {
        try {
            while (!positions.of(shard).ended()) {
                try {
                    readOn();
                } catch (AwsCall.Refused | UncheckedIOException _) {
                    // An iterator ran out, or the emulator did not answer: begin again at the position that is kept.
                    Thread.sleep(AFTER_FAULT);
                }
            }
        } catch (InterruptedException | AwsCall.Stopped _) {
            // the cloud is being stopped
        }
    }

    private void readOn() throws InterruptedException {
        pending.clear();
        Optional<String> iterator =
                Optional.of(calls.iterator(shard, positions.of(shard).position(), fromTrimHorizon));
        while (iterator.isPresent() || !pending.isEmpty()) {
            boolean read = false;
            if (iterator.isPresent() && pending.size() < source.batchSize()) {
                Page page = calls.read(iterator.get(), source.batchSize() - pending.size());
                read = !page.records().isEmpty();
                if (pending.isEmpty()) {
                    pendingSince = Instant.now();
                }
                pending.addAll(page.records());
                iterator = page.next();
            }
            boolean delivered = deliverNext(iterator.isEmpty());
            if (!read && !delivered) {
                Thread.sleep(POLL);
            }
        }
        deliveries.closeWindow();
        positions.put(shard, positions.of(shard).atItsEnd());
    }

    private boolean deliverNext(boolean shardEnded) throws InterruptedException {
        deliveries.closeWindowBefore(pending.stream().findFirst());
        List<StreamRecord> batch = deliveries.withinOneWindow(pending);
        boolean full = batch.size() < pending.size() || pending.size() >= source.batchSize();
        boolean due = !Instant.now().isBefore(pendingSince.plus(source.batchingWindow()));
        if (batch.isEmpty() || !(full || due || shardEnded)) {
            return false;
        }
        List<StreamRecord> taken = List.copyOf(batch.subList(0, Math.min(batch.size(), source.batchSize())));
        deliveries.deliver(taken);
        pending.subList(0, taken.size()).clear();
        pendingSince = Instant.now();
        return true;
    }
}
