package dev.tallystick.bench.cost;

import dev.tallystick.bench.units.Units;
import dev.tallystick.bench.units.UnitsTable;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a million purchases cost, item by item, in dollars. */
final class Bill {

    private static final double MILLION = 1e6;
    private static final double GB = 1e9;

    /** What DynamoDB adds to an item, and to its copy in an index, when it charges for storage. */
    private static final double OVERHEAD = 100;

    private final Prices prices;
    private final UnitsTable units;
    private final int batch;
    private final Map<String, Double> items = new LinkedHashMap<>();

    /** @param batch purchases that the stream brings at a time: 100 or 1 */
    private Bill(Prices prices, UnitsTable units, int batch) {
        this.prices = prices;
        this.units = units;
        this.batch = batch;
    }

    /** By what is paid for, for a million purchases by members named by card. */
    static Map<String, Double> of(Prices prices, UnitsTable units, int batch) {
        Bill bill = new Bill(prices, units, batch);
        bill.answering();
        bill.pipeline();
        bill.watching();
        bill.keeping();
        return bill.items;
    }

    /** What the calls of an operation cost, a million of them, without what follows. */
    static double call(Prices prices, Units units) {
        return prices.of("http-api")
                + lambda(prices, MILLION, Assumption.CALL_SECONDS)
                + dynamo(prices, units)
                + units.queueRequests() * prices.of("sqs-fifo");
    }

    /** What there is to pay in a month in which nobody buys anything. */
    static Map<String, Double> month(Prices prices, UnitsTable units) {
        Map<String, Double> month = new LinkedHashMap<>();
        month.put("alarms", Assumption.ALARMS.value() * prices.of("alarm"));
        month.put("metrics of our own", Assumption.METRICS.value() * prices.of("metric"));
        month.put("dashboard", prices.of("dashboard"));
        month.put("secrets", Assumption.SECRETS.value() * prices.of("secret"));
        month.put(
                "queues that are asked in vain",
                Assumption.QUEUES.value() * Assumption.POLLS_A_MONTH.value() / MILLION * prices.of("sqs-fifo"));
        double rounds = 60 * 24 * 30;
        month.put(
                "settling: a round a minute",
                rounds / MILLION * dynamo(prices, units.of("settle, a round with nothing due"))
                        + lambda(prices, 4 * rounds, Assumption.CONSUMER_SECONDS));
        return month;
    }

    private void answering() {
        Units earn = units.of("earn, by card");
        add("HTTP API: a request", prices.of("http-api"));
        add("Lambda: the function that answers", lambda(prices, MILLION, Assumption.CALL_SECONDS));
        add("tables: %s WRU".formatted(plain(earn.tableWrite())), earn.tableWrite() * prices.of("wru"));
        add("tables: %s RRU".formatted(plain(earn.tableRead())), earn.tableRead() * prices.of("rru"));
        add("index Statement: %s WRU".formatted(plain(earn.indexWrite())), earn.indexWrite() * prices.of("wru"));
        add("data out", Assumption.ANSWER_BYTES.value() * MILLION / GB * prices.of("data-out"));
    }

    private void pipeline() {
        double calls = MILLION / batch;
        String many = batch == 1 ? "1 purchase" : batch + " purchases";
        Units relay = units.of("relay of a batch of " + many);
        Units waiting = units.of("waiting refunds, a batch of " + many);
        Units projection = units.of("projection of a message of " + many);
        Units feed = units.of("feed append of a message of " + many);
        add("relay: Lambda and Insights", follow(relay, calls));
        add("refunds that wait: Lambda and a look for each purchase", follow(waiting, calls));
        // Received and deleted once by each consumer; a message is as many requests as it has begun 64 KB.
        double messages = relay.queueRequests() * 2 + 2;
        add("SQS: sent, received, deleted", messages * calls / MILLION * prices.of("sqs-fifo"));
        add("figures: Lambda and Insights", follow(projection, calls));
        add("feed: Lambda and Insights", follow(feed, calls));
    }

    private double follow(Units one, double calls) {
        return calls / MILLION * dynamo(prices, one) + lambda(prices, calls, Assumption.CONSUMER_SECONDS);
    }

    private void watching() {
        double logged = Assumption.LOG_BYTES.value() * (MILLION + 4 * MILLION / batch)
                + Assumption.METRIC_BYTES.value() * MILLION;
        add("logs and metrics in them", logged / GB * prices.of("logs"));
        add("logs kept for three months", logged / GB * Assumption.LOG_MONTHS.value() * prices.of("logs-kept"));
        add("traces", Assumption.TRACED.value() * prices.of("traces"));
    }

    private void keeping() {
        double entry = (units.of("earn, by member id").largest() + OVERHEAD) * MILLION / GB;
        double chunk =
                (units.of("feed append of a message of 100 purchases").largest() + OVERHEAD) / 100.0 * MILLION / GB;
        double months = Assumption.MONTHS_KEPT.value();
        add("three years of storage: entry and its copy in the index", 2 * entry * months * prices.of("storage"));
        add("three years of storage: feed", chunk * months * prices.of("storage"));
        add("three years of point-in-time recovery", (entry + chunk) * months * prices.of("pitr"));
    }

    private void add(String item, double dollars) {
        items.put(item, dollars);
    }

    /** A million times. */
    private static double dynamo(Prices prices, Units units) {
        return (units.tableWrite() + units.indexWrite() + units.insightsWrite()) * prices.of("wru")
                + (units.tableRead() + units.indexRead() + units.insightsRead()) * prices.of("rru");
    }

    private static double lambda(Prices prices, double calls, Assumption seconds) {
        return calls / MILLION * prices.of("lambda-request")
                + calls * seconds.value() * Assumption.MEMORY_GB.value() * prices.of("lambda-gb-second");
    }

    private static String plain(double number) {
        return number % 1 == 0 ? "%.0f".formatted(number) : Double.toString(number);
    }
}
