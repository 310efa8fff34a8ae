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
    private final StreamEvents events;
    private final Deliveries deliveries;
    private final Positions positions;
    private final String shard;
    private final List<StreamRecord> pending = new ArrayList<>();
    private Optional<String> readTo = Optional.empty();
    private Instant pendingSince = Instant.MIN;

    ShardReader(
            StreamSource source,
            StreamCalls calls,
            StreamEvents events,
            Deliveries deliveries,
            Positions positions,
            String shard) {
        this.source = source;
        this.calls = calls;
        this.events = events;
        this.deliveries = deliveries;
        this.positions = positions;
        this.shard = shard;
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
                } catch (AwsCall.Stopped stopped) {
                    throw stopped;
                } catch (RuntimeException e) {
                    // A fault of the cloud's own must not end the shard.
                    e.printStackTrace();
                    Thread.sleep(AFTER_FAULT);
                }
            }
        } catch (InterruptedException | AwsCall.Stopped _) {
            // the cloud is being stopped
        }
    }

    private void readOn() throws InterruptedException {
        pending.clear();
        readTo = Optional.empty();
        Optional<String> iterator =
                Optional.of(calls.iterator(shard, positions.of(shard).position()));
        while (iterator.isPresent() || !pending.isEmpty()) {
            boolean read = false;
            if (iterator.isPresent() && pending.size() < source.batchSize()) {
                Page page = calls.read(iterator.get(), source.batchSize() - pending.size());
                read = !page.records().isEmpty();
                if (pending.isEmpty()) {
                    pendingSince = Instant.now();
                }
                take(page.records());
                iterator = page.next();
            }
            boolean delivered = deliverNext(iterator.isEmpty());
            passOver();
            if (!read && !delivered) {
                Thread.sleep(POLL);
            }
        }
        deliveries.closeWindow();
        positions.put(shard, positions.of(shard).atItsEnd());
    }

    private void take(List<StreamRecord> records) {
        records.stream().filter(events::isWanted).forEach(pending::add);
        if (!records.isEmpty()) {
            readTo = Optional.of(records.getLast().sequenceNumber());
        }
    }

    // What no filter wants is dealt with, once all before it is.
    private void passOver() {
        ShardState state = positions.of(shard);
        if (pending.isEmpty() && readTo.isPresent() && !readTo.equals(state.position())) {
            positions.put(shard, state.at(readTo));
        }
    }

    private boolean deliverNext(boolean shardEnded) throws InterruptedException {
        deliveries.closeWindowBefore(pending.stream().findFirst());
        List<StreamRecord> batch = events.nextBatch(pending, positions.of(shard));
        boolean full = batch.size() < pending.size() || batch.size() >= source.batchSize();
        boolean due = !Instant.now().isBefore(pendingSince.plus(source.batchingWindow()));
        if (batch.isEmpty() || !(full || due || shardEnded)) {
            return false;
        }
        deliveries.deliver(batch);
        pending.subList(0, batch.size()).clear();
        pendingSince = Instant.now();
        return true;
    }
}
