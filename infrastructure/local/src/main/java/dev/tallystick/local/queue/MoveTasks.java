package dev.tallystick.local.queue;

import dev.tallystick.local.wire.AwsCall;
import dev.tallystick.local.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Message moves out of dead-letter queues, standard and FIFO, with AWS's rules. ElasticMQ's own ones take a FIFO queue for an
 * empty standard one and fall over it. A move ends with the cloud; what is not moved by then stays where it is.
 */
final class MoveTasks implements AutoCloseable {

    private static final String INVALID = "InvalidParameterValue";
    private static final String UNKNOWN = "ResourceNotFoundException";
    private static final int MOST_PER_SECOND = 500;
    private static final int MOST_LISTED = 10;

    private final AwsCall sqs;
    private final String endpoint;
    private final List<MoveTask> tasks = new ArrayList<>();

    MoveTasks(AwsCall sqs, String endpoint) {
        this.sqs = sqs;
        this.endpoint = endpoint;
    }

    synchronized Map<String, ?> start(Map<String, @Nullable Object> request) {
        MoveQueue source = queue(Json.string(request, "SourceArn").orElse(""));
        Optional<MoveQueue> destination = Json.string(request, "DestinationArn")
                .filter(arn -> !arn.isEmpty())
                .map(this::queue);
        Optional<Integer> rate = number(request, "MaxNumberOfMessagesPerSecond", MOST_PER_SECOND);
        List<MoveQueue> feeding = source.deadLetterSources();
        if (feeding.isEmpty()) {
            throw new QueueFault(INVALID, "Source queue must be configured as a Dead Letter Queue.");
        }
        if (destination
                .filter(to -> to.fifo() != source.fifo() || to.equals(source))
                .isPresent()) {
            throw new QueueFault(INVALID, "The destination must be another queue of the same type as the source.");
        }
        if (tasks.stream().anyMatch(task -> task.isFrom(source) && task.isRunning())) {
            throw new QueueFault(
                    "UnsupportedOperation",
                    "There is already a task running. Only one active task is allowed for a source queue arn at a given time.");
        }
        MoveTask task = new MoveTask(source, destination, feeding.getFirst(), rate);
        tasks.addFirst(task);
        Thread.ofVirtual().name("moves messages").start(task::run);
        return Map.of("TaskHandle", task.handle());
    }

    synchronized Map<String, ?> list(Map<String, @Nullable Object> request) {
        MoveQueue source = queue(Json.string(request, "SourceArn").orElse(""));
        return Map.of(
                "Results",
                tasks.stream()
                        .filter(task -> task.isFrom(source))
                        .limit(number(request, "MaxResults", MOST_LISTED).orElse(1))
                        .map(MoveTask::describe)
                        .toList());
    }

    synchronized Map<String, ?> cancel(Map<String, @Nullable Object> request) {
        MoveTask task = tasks.stream()
                .filter(one -> one.handle().equals(request.get("TaskHandle")))
                .findFirst()
                .orElseThrow(() -> new QueueFault(UNKNOWN, "Task does not exist."));
        if (!task.cancel()) {
            throw new QueueFault("UnsupportedOperation", "Only active tasks can be cancelled.");
        }
        return Map.of("ApproximateNumberOfMessagesMoved", task.moved());
    }

    private static Optional<Integer> number(Map<String, @Nullable Object> request, String name, int most) {
        Object value = request.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Integer number && number >= 1 && number <= most) {
            return Optional.of(number);
        }
        throw new QueueFault(INVALID, name + " must be between 1 and " + most + ".");
    }

    private MoveQueue queue(String arn) {
        String[] parts = arn.split(":", -1);
        if (parts.length != 6 || !parts[2].equals("sqs")) {
            throw new QueueFault(INVALID, "The ARN of a queue is wanted, not '" + arn + "'.");
        }
        MoveQueue queue = new MoveQueue(sqs, endpoint, arn);
        if (!queue.exists()) {
            throw new QueueFault(UNKNOWN, "The resource that you specified for the queue doesn't exist.");
        }
        return queue;
    }

    @Override
    public synchronized void close() {
        tasks.forEach(MoveTask::cancel);
    }
}
