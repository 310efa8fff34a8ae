package dev.tallystick.local.plan;

import dev.tallystick.local.event.EventPattern;
import dev.tallystick.local.template.Properties;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A queue whose messages call a function; a message that matches none of the filters, where there are any, does not. */
public record QueueSource(
        String event,
        FunctionSpec function,
        QueueSpec queue,
        int batchSize,
        Duration window,
        int concurrency,
        boolean reportsFailures,
        List<EventPattern> filters) {

    private static final int FIFO_BATCH = 10;
    private static final int STANDARD_BATCH = 10_000;

    static QueueSource of(String event, FunctionSpec function, @Nullable QueueSpec queue, Properties properties) {
        if (queue == null) {
            throw properties.fault("Queue", "is not the ARN of a queue of this template");
        }
        if (queue.visibilitySeconds() < function.timeout().toSeconds()) {
            throw properties.fault(
                    "Queue", "its VisibilityTimeout is shorter than the function's Timeout, which AWS refuses");
        }
        int batchSize = (int) properties.number("BatchSize", 10, 1, queue.fifo() ? FIFO_BATCH : STANDARD_BATCH);
        long window = properties.number("MaximumBatchingWindowInSeconds", 0, 0, 300);
        if (queue.fifo() && window > 0) {
            throw properties.fault(
                    "MaximumBatchingWindowInSeconds",
                    "is not for FIFO queues, for which AWS refuses a batching window");
        }
        if (batchSize > FIFO_BATCH && window == 0) {
            throw properties.fault(
                    "BatchSize", "is above 10, for which AWS wants a MaximumBatchingWindowInSeconds of 1 or more");
        }
        return new QueueSource(
                event,
                function,
                queue,
                batchSize,
                Duration.ofSeconds(window),
                (int) properties.inner("ScalingConfig").number("MaximumConcurrency", 4, 2, 1000),
                properties.texts("FunctionResponseTypes").contains("ReportBatchItemFailures"),
                Filters.of(properties));
    }
}
