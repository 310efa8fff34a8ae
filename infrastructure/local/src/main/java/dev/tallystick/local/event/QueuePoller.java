package dev.tallystick.local.event;

import dev.tallystick.local.function.Answer;
import dev.tallystick.local.function.Invoker;
import dev.tallystick.local.plan.QueueSource;
import dev.tallystick.local.wire.AwsCall;
import dev.tallystick.local.wire.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;

/**
 * Calls a function with a queue's messages and deletes those that it dealt with. What failed shows up again when its
 * visibility time-out is over, as with Lambda. A FIFO queue itself holds back the rest of a group in flight.
 */
final class QueuePoller {

    private static final int WAIT_SECONDS = 20;
    private static final Duration AFTER_FAULT = Duration.ofSeconds(1);
    // What Lambda takes in one call, less what stands around the records.
    private static final int MOST_BYTES = 6 * 1024 * 1024 - 100;

    private final QueueSource source;
    private final Invoker invoker;
    private final QueueInbox inbox;
    private final Semaphore free;
    private final Threads batches;

    QueuePoller(QueueSource source, Invoker invoker, QueueInbox inbox, Threads batches) {
        this.source = source;
        this.invoker = invoker;
        this.inbox = inbox;
        this.batches = batches;
        this.free = new Semaphore(source.concurrency());
    }

    /** Polls until the cloud is stopped. */
    void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                free.acquire();
                try {
                    poll();
                } catch (AwsCall.Stopped stopped) {
                    throw stopped;
                } catch (RuntimeException e) {
                    // A fault of the cloud's own must not end the queue's source.
                    e.printStackTrace();
                    free.release();
                    Thread.sleep(AFTER_FAULT);
                }
            }
        } catch (InterruptedException | AwsCall.Stopped _) {
            // the cloud is being stopped
        }
    }

    private void poll() throws InterruptedException {
        List<QueueMessage> batch = gather();
        if (batch.isEmpty()) {
            free.release();
        } else {
            batches.start("batch for " + source.function().id(), () -> deliver(batch));
        }
    }

    // A batch is complete at its size, at what a call can take, or when its window is over, whichever comes first.
    private List<QueueMessage> gather() throws InterruptedException {
        List<QueueMessage> batch = new ArrayList<>(inbox.receive(source.batchSize(), WAIT_SECONDS));
        if (batch.isEmpty() || source.window().isZero()) {
            return batch;
        }
        long start = System.nanoTime();
        try {
            while (batch.size() < source.batchSize()
                    && bytes(batch) < MOST_BYTES
                    && System.nanoTime() - start < source.window().toNanos()) {
                batch.addAll(inbox.receive(source.batchSize() - batch.size(), 1));
            }
            return batch;
        } catch (InterruptedException | AwsCall.Stopped e) {
            inbox.giveBackAtEnd(batch);
            throw e;
        }
    }

    private static long bytes(List<QueueMessage> messages) {
        return messages.stream().mapToLong(QueueMessage::bytes).sum();
    }

    private void deliver(List<QueueMessage> batch) {
        try {
            for (List<QueueMessage> part : parts(batch)) {
                boolean allDone = call(part);
                if (!allDone && source.queue().fifo()) {
                    // What comes after a failure must not overtake it.
                    break;
                }
            }
        } catch (AwsCall.Stopped _) {
            inbox.giveBackAtEnd(batch);
        } finally {
            free.release();
        }
    }

    private static List<List<QueueMessage>> parts(List<QueueMessage> batch) {
        List<List<QueueMessage>> parts = new ArrayList<>();
        List<QueueMessage> part = new ArrayList<>();
        long bytes = 0;
        for (QueueMessage message : batch) {
            if (!part.isEmpty() && bytes + message.bytes() > MOST_BYTES) {
                parts.add(part);
                part = new ArrayList<>();
                bytes = 0;
            }
            part.add(message);
            bytes += message.bytes();
        }
        parts.add(part);
        return parts;
    }

    private boolean call(List<QueueMessage> messages) {
        Map<String, QueueMessage> byId = new LinkedHashMap<>();
        messages.forEach(message -> byId.put(message.id(), message));
        String event = Json.text(
                Map.of("Records", messages.stream().map(QueueMessage::record).toList()));
        Answer answer = invoker.invoke(source.function(), event);
        Set<String> failed = BatchResult.of(answer, source.reportsFailures()).failed(byId.keySet());
        inbox.delete(messages.stream()
                .filter(message -> !failed.contains(message.id()))
                .toList());
        return failed.isEmpty();
    }
}
