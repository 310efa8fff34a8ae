package dev.tallystick.bench.growth;

/** Something that AWS allows so much of, and whether it allows more on request. */
enum Limit {
    PARTITION_WRITE(
            1_000,
            "write units a second and partition",
            false,
            "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/warm-throughput-scenarios.html"),
    PARTITION_READ(
            3_000,
            "read units a second and partition",
            false,
            "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/warm-throughput-scenarios.html"),
    NEW_TABLE_WRITE(
            4_000,
            "write units a second of a new table on demand",
            true,
            "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/warm-throughput-scenarios.html"),
    TABLE_WRITE(
            40_000,
            "write units a second and table, and as much for each of its indexes",
            true,
            "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Limits.html"),
    API_REQUESTS(
            10_000,
            "requests a second, account and Region",
            true,
            "https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html"),
    CONCURRENCY(
            1_000,
            "functions at a time, account and Region",
            true,
            "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html"),
    CONCURRENCY_GAIN(
            1_000,
            "more at a time every ten seconds and function",
            false,
            "https://docs.aws.amazon.com/lambda/latest/dg/scaling-behavior.html"),
    STREAM_BATCH(
            100,
            "records a batch as the template has it, of 10,000",
            true,
            "https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-params.html"),
    PLAIN_FIFO(
            300,
            "calls a second, queue and action, without high throughput",
            false,
            "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/troubleshooting-fifo-throttling-issues.html"),
    HIGH_FIFO(
            19_000,
            "calls a second and action in eu-central-1 with it (70,000 in us-east-1)",
            false,
            "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html");

    private final double value;
    private final String unit;
    private final boolean raisable;
    private final String source;

    Limit(double value, String unit, boolean raisable, String source) {
        this.value = value;
        this.unit = unit;
        this.raisable = raisable;
        this.source = source;
    }

    double value() {
        return value;
    }

    String row() {
        return "| %,.0f %s | %s | %s |".formatted(value, unit, raisable ? "yes" : "no", source);
    }
}
