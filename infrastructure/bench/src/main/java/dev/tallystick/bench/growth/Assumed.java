package dev.tallystick.bench.growth;

import java.math.BigDecimal;

/** What no document says and this machine cannot measure: stated, so that it can be put right. */
enum Assumed {
    CALL_SECONDS(0.02, "seconds that an earn takes a function, warm"),
    TRANSACTION_SECONDS(0.01, "seconds that a transaction takes DynamoDB"),
    ACCOUNT_SECONDS(0.02, "seconds to settle one account: a read and a transaction"),
    AUDIT_SECONDS(0.02, "seconds to audit one account: a read and a query or two"),
    RECEIVER_SECONDS(0.05, "seconds that a receiver of webhooks takes to answer"),
    READ_SECONDS(0.005, "seconds that a read takes DynamoDB"),
    UNPACKING_SECONDS(0.00002, "seconds that a webhook takes to unpack and look at an event"),
    RELAY_SECONDS(0.1, "seconds that a batch takes the relay"),
    POLLS(4, "times a second that Lambda reads a shard of a stream"),
    ENTRIES_A_MEMBER(60, "entries of a member, of three years"),
    CONTENTION(0.5, "of what one item could take one writer after another that is left where many try at once"),
    WANTED(0.01, "of all events that a webhook with a filter wants"),
    HOT_SHARE(0.01, "of all purchases that a hot account makes"),
    TILL_ROWS(200, "rows that a till brings after an outage");

    private final double value;
    private final String what;

    Assumed(double value, String what) {
        this.value = value;
        this.what = what;
    }

    double value() {
        return value;
    }

    String row() {
        return "| %s | %s |"
                .formatted(BigDecimal.valueOf(value).stripTrailingZeros().toPlainString(), what);
    }
}
