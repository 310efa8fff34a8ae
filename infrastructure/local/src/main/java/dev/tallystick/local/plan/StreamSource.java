package dev.tallystick.local.plan;

import dev.tallystick.local.event.EventPattern;
import dev.tallystick.local.template.Properties;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table's stream whose records call a function. A negative number of retries means for ever, so does an absent
 * age; {@code onFailureArn} is the queue that gets the positions of what was given up. Where there are filters, only
 * records that match one of them reach the function.
 */
public record StreamSource(
        String event,
        FunctionSpec function,
        TableSpec table,
        String streamArn,
        boolean fromTrimHorizon,
        int batchSize,
        Duration batchingWindow,
        Optional<Duration> tumblingWindow,
        int maxRetries,
        Optional<Duration> maxAge,
        boolean bisects,
        boolean reportsFailures,
        Optional<String> onFailureArn,
        List<EventPattern> filters) {

    private static final long LEAST_AGE = 60;

    static StreamSource of(
            String event,
            FunctionSpec function,
            TableSpec table,
            Properties properties,
            Map<String, QueueSpec> queuesByArn) {
        long windowSeconds = properties.number("TumblingWindowInSeconds", 0, 0, 900);
        return new StreamSource(
                event,
                function,
                table,
                properties.required("Stream"),
                fromTrimHorizon(properties),
                (int) properties.number("BatchSize", 100, 1, 10_000),
                Duration.ofSeconds(properties.number("MaximumBatchingWindowInSeconds", 0, 0, 300)),
                windowSeconds == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(windowSeconds)),
                (int) properties.number("MaximumRetryAttempts", -1, -1, 10_000),
                maxAge(properties),
                properties.truth("BisectBatchOnFunctionError"),
                properties.texts("FunctionResponseTypes").contains("ReportBatchItemFailures"),
                onFailure(properties.inner("DestinationConfig").inner("OnFailure"), queuesByArn),
                Filters.of(properties));
    }

    private static boolean fromTrimHorizon(Properties properties) {
        String name = "StartingPosition";
        return switch (properties.required(name)) {
            case "TRIM_HORIZON" -> true;
            case "LATEST" -> false;
            case "AT_TIMESTAMP" ->
                throw properties.fault(name, "must be TRIM_HORIZON or LATEST: AWS has AT_TIMESTAMP for Kinesis only");
            default -> throw properties.fault(name, "must be TRIM_HORIZON or LATEST");
        };
    }

    private static Optional<Duration> maxAge(Properties properties) {
        String name = "MaximumRecordAgeInSeconds";
        long seconds = properties.number(name, -1, -1, 604_800);
        if (seconds >= 0 && seconds < LEAST_AGE) {
            throw properties.fault(name, "must be -1 or at least " + LEAST_AGE);
        }
        return seconds < 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds));
    }

    private static Optional<String> onFailure(Properties destination, Map<String, QueueSpec> queuesByArn) {
        String name = "Destination";
        Optional<String> arn = destination.text(name);
        arn.ifPresent(given -> {
            QueueSpec queue = queuesByArn.get(given);
            if (queue == null) {
                throw destination.fault(name, "is not the ARN of a queue of this template");
            }
            if (queue.fifo()) {
                throw destination.fault(name, "is a FIFO queue, to which Lambda cannot send");
            }
        });
        if (!destination.text("Type").orElse("SQS").equals("SQS")) {
            throw destination.fault("Type", "must be SQS: the local cloud knows no other one");
        }
        return arn;
    }

    /** A name for what is kept about it. */
    public String key() {
        return function.id() + "-" + event;
    }
}
