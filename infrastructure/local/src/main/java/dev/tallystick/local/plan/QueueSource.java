package dev.tallystick.local.plan;

/** A queue whose messages call a function. */
public record QueueSource(
        String event,
        FunctionSpec function,
        QueueSpec queue,
        int batchSize,
        int concurrency,
        boolean reportsFailures) {}
