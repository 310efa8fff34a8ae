package dev.tallystick.local.queue;

import dev.tallystick.local.wire.AwsCall;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One move: takes messages in the order in which the queue gives them, and deletes each once its copy is sent. */
final class MoveTask {

    private static final int AT_ONCE = 10;

    private enum Status {
        RUNNING,
        COMPLETED,
        CANCELLING,
        CANCELLED,
        FAILED
    }

    private final String handle = UUID.randomUUID().toString();
    private final long startedAt = Instant.now().toEpochMilli();
    private final MoveQueue source;
    private final Optional<MoveQueue> destination;
    private final MoveQueue otherwise;
    private final Optional<Integer> perSecond;
    private final long toMove;
    private final AtomicReference<Status> status = new AtomicReference<>(Status.RUNNING);
    private final AtomicLong moved = new AtomicLong();
    private volatile String failure = "";

    MoveTask(MoveQueue source, Optional<MoveQueue> destination, MoveQueue otherwise, Optional<Integer> perSecond) {
        this.source = source;
        this.destination = destination;
        this.otherwise = otherwise;
        this.perSecond = perSecond;
        this.toMove = source.visible();
    }

    String handle() {
        return handle;
    }

    long moved() {
        return moved.get();
    }

    boolean isFrom(MoveQueue queue) {
        return source.arn().equals(queue.arn());
    }

    boolean isRunning() {
        Status now = status.get();
        return now == Status.RUNNING || now == Status.CANCELLING;
    }

    /** Ends it after the message that it is at; false where it has ended already. */
    boolean cancel() {
        return status.compareAndSet(Status.RUNNING, Status.CANCELLING);
    }

    void run() {
        try {
            List<Map<String, @Nullable Object>> messages = source.receive(AT_ONCE);
            while (!messages.isEmpty() && status.get() == Status.RUNNING) {
                move(messages);
                messages = status.get() == Status.RUNNING ? source.receive(AT_ONCE) : List.of();
            }
            status.compareAndSet(Status.RUNNING, Status.COMPLETED);
            status.compareAndSet(Status.CANCELLING, Status.CANCELLED);
        } catch (AwsCall.Refused | UncheckedIOException | InterruptedException e) {
            failure = String.valueOf(e.getMessage());
            status.set(Status.FAILED);
        }
    }

    private void move(List<Map<String, @Nullable Object>> messages) throws InterruptedException {
        int next = 0;
        try {
            while (next < messages.size() && status.get() == Status.RUNNING) {
                Map<String, @Nullable Object> message = messages.get(next);
                destination.orElseGet(() -> source.originOf(message, otherwise)).send(message);
                source.delete(message);
                next++;
                moved.incrementAndGet();
                if (perSecond.isPresent()) {
                    Thread.sleep(Duration.ofSeconds(1).dividedBy(perSecond.get()));
                }
            }
        } finally {
            messages.subList(next, messages.size()).forEach(source::giveBack);
        }
    }

    /** As ListMessageMoveTasks tells of it: only a running one has its handle. */
    Map<String, Object> describe() {
        Map<String, Object> task = new LinkedHashMap<>();
        Status now = status.get();
        if (now == Status.RUNNING) {
            task.put("TaskHandle", handle);
        }
        task.put("Status", now.name());
        task.put("SourceArn", source.arn());
        destination.ifPresent(to -> task.put("DestinationArn", to.arn()));
        perSecond.ifPresent(rate -> task.put("MaxNumberOfMessagesPerSecond", rate));
        task.put("ApproximateNumberOfMessagesMoved", moved.get());
        task.put("ApproximateNumberOfMessagesToMove", toMove);
        if (now == Status.FAILED) {
            task.put("FailureReason", failure);
        }
        task.put("StartedTimestamp", startedAt);
        return task;
    }
}
