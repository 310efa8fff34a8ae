package dev.tallystick.template;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Queues that functions read: how long a message is hidden, how often it is tried, where it goes then. */
final class QueueMappings {

    private static final int TIMEOUTS = 6;
    private static final int LARGEST_FIFO_BATCH = 10;
    private static final int FEWEST_RECEIVES = 5;

    private QueueMappings() {}

    static Stream<String> faults(Deployed deployed) {
        Stream<String> mapped = deployed.sorted("AWS::Lambda::EventSourceMapping")
                .flatMap(id -> {
                    Map<String, Object> mapping = deployed.properties(id);
                    String queue = Deployed.id(mapping.get("EventSourceArn"));
                    return deployed.ids("AWS::SQS::Queue").contains(queue)
                            ? mapping(deployed, id, mapping, deployed.properties(queue))
                            : Stream.empty();
                });
        return Stream.concat(mapped, deployed.sorted("AWS::SQS::Queue").flatMap(id -> redrive(deployed, id)));
    }

    private static Stream<String> mapping(
            Deployed deployed, String id, Map<String, Object> mapping, Map<String, Object> queue) {
        long timeout = Values.number(deployed.properties(deployed.function(mapping.get("FunctionName"))), "Timeout");
        long window = Math.max(0, Values.number(mapping, "MaximumBatchingWindowInSeconds"));
        long hidden = Values.number(queue, "VisibilityTimeout");
        long batch = Values.number(mapping, "BatchSize");
        boolean fifo = fifo(queue);
        return Stream.of(
                        timeout > 0 && hidden >= TIMEOUTS * timeout + window
                                ? ""
                                : "a message is hidden for %d s, and the function may take %d s"
                                        .formatted(hidden, timeout),
                        batch > 0 && (!fifo || batch <= LARGEST_FIFO_BATCH) ? "" : "a batch of " + batch,
                        fifo && window > 0 ? "a FIFO queue has no batching window" : "",
                        reportsFailures(mapping) ? "" : "failures of single messages are not reported")
                .filter(fault -> !fault.isEmpty())
                .map(fault -> id + ": " + fault);
    }

    private static Stream<String> redrive(Deployed deployed, String id) {
        Map<String, Object> queue = deployed.properties(id);
        if (!queue.containsKey("RedrivePolicy")) {
            return Stream.empty();
        }
        String target = Deployed.id(Values.at(queue, "RedrivePolicy.deadLetterTargetArn"));
        Map<String, Object> deadLetters = deployed.properties(target);
        return Stream.of(
                        deployed.ids("AWS::SQS::Queue").contains(target) ? "" : "there are no dead letters " + target,
                        fifo(queue) == fifo(deadLetters) ? "" : "only one of queue and dead letters is FIFO",
                        Values.number(queue, "RedrivePolicy.maxReceiveCount") >= FEWEST_RECEIVES
                                ? ""
                                : "a message is tried too few times",
                        Values.number(deadLetters, "MessageRetentionPeriod")
                                        >= Values.number(queue, "MessageRetentionPeriod")
                                ? ""
                                : "dead letters end before the queue's own messages")
                .filter(fault -> !fault.isEmpty())
                .map(fault -> id + ": " + fault);
    }

    static boolean reportsFailures(Map<String, Object> mapping) {
        return Values.texts(mapping.getOrDefault("FunctionResponseTypes", List.of()))
                .equals(List.of("ReportBatchItemFailures"));
    }

    private static boolean fifo(Map<String, Object> queue) {
        return String.valueOf(queue.get("FifoQueue")).equals("true");
    }
}
