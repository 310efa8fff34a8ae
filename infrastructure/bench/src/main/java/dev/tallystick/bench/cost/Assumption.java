package dev.tallystick.bench.cost;

/** What the computation takes as given: nothing was measured on AWS, and what was measured here is told. */
enum Assumption {
    CALL_SECONDS(
            0.020,
            "seconds that a warm function bills for a purchase: 0.002 of it measured here, the rest left for DynamoDB to answer twice"),
    CONSUMER_SECONDS(0.060, "seconds for a batch of a stream or queue"),
    MEMORY_GB(1.0, "GB of memory, as in the template"),
    LOG_BYTES(1_150, "bytes of log a call: 260 of it our line, measured, the rest for those that Lambda writes"),
    METRIC_BYTES(350, "bytes of metrics in a purchase's line (EMF), measured"),
    METRICS(40, "metrics of our own, by channel, source excluded"),
    TRACED(0.05, "of the calls are traced"),
    ANSWER_BYTES(900, "bytes that go out with an answer, headers included"),
    ALARMS(30, "alarms"),
    SECRETS(7, "secrets"),
    POLLS_A_MONTH(650_000, "empty receives a month and queue of functions"),
    QUEUES(3, "queues of functions"),
    MONTHS_KEPT(36, "months that entries are kept and paid for in this computation"),
    LOG_MONTHS(3, "months that logs are kept");

    private final double value;
    private final String what;

    Assumption(double value, String what) {
        this.value = value;
        this.what = what;
    }

    double value() {
        return value;
    }

    String row() {
        return "| %s | %s |".formatted(value % 1 == 0 ? "%,.0f".formatted(value) : Double.toString(value), what);
    }
}
