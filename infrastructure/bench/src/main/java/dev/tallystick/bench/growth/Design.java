package dev.tallystick.bench.growth;

/** What of the design sets a limit: each has its place in the code or template, and {@code GrowthTest} holds them together. */
final class Design {

    /** {@code DueIndex.SHARDS}. */
    static final int DUE_SHARDS = 64;

    /** {@code DueIndex.SPREAD_SECONDS}: ends of lots are spread over two days. */
    static final int SPREAD_SECONDS = 2 * 24 * 3_600;

    /** Schedules of SettleDue and AuditLedger in the template. */
    static final int SETTLE_PARTS = 4;

    static final int AUDIT_PARTS = 4;

    /** {@code Beside.AT_A_TIME}. */
    static final int AT_A_TIME = 4;

    /** {@code MaximumBatchingWindowInSeconds} of the stream's mappings. */
    static final double BATCHING_WINDOW_SECONDS = 1;

    /** Messages that a consumer of a FIFO queue is brought at once, as many as AWS allows, and takes in one transaction. */
    static final double MESSAGES_TOGETHER = 10;

    /** {@code MaximumConcurrency} of the consumers whose transactions all write one item. */
    static final int CALLS_TOGETHER = 2;

    /** {@code VisibilityTimeout} of their queues: when a message that failed comes again. */
    static final int VISIBILITY_SECONDS = 360;

    /** {@code Backoff.LONGEST}: after so long a conflict is tried no more. */
    static final int TRIES_SECONDS = 10;

    /** Of the 300 of AuditLedger, 20 are spared. */
    static final int AUDIT_SECONDS_AN_HOUR = 280;

    /** {@code Round.PARALLEL}: calls to one receiver at a time. */
    static final int WEBHOOK_CALLS = 8;

    /** {@code Intake.AT_A_TIME}: wanted events that a webhook's round takes. */
    static final int WEBHOOK_TAKES = 40;

    /** {@code Intake.PAGE}: events of the feed that it reads at once where few of them are wanted. */
    static final int WEBHOOK_PAGE = 500;

    /** {@code Intake.MOST_PAGES} of a round. */
    static final int WEBHOOK_PAGES = 20;

    /** {@code MaximumConcurrency} of the mapping of {@code ApplyBatches}: tills' rows are carried out by so many functions. */
    static final int ROWS_AT_A_TIME = 150;

    /** Write units of an entry in its transaction, as {@code docs/units.md} has them. */
    static final double ENTRY_WRITE_UNITS = 2;

    /** Bytes of an entry with what DynamoDB adds to each item, of which a partition holds 10 GB. */
    static final double ENTRY_BYTES = 528 + 100;

    static final double PARTITION_BYTES = 10e9;

    private Design() {}
}
