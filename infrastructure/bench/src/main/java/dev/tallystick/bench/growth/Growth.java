package dev.tallystick.bench.growth;

import dev.tallystick.bench.units.Units;
import dev.tallystick.bench.units.UnitsTable;
import java.util.ArrayList;
import java.util.List;

/** What a load takes of each thing that has a limit. */
final class Growth {

    /** Two items of less than a KB in a transaction. */
    private static final double COUNT_AND_WATERMARK_UNITS = 4;

    private final UnitsTable units;

    Growth(UnitsTable units) {
        this.units = units;
    }

    /**
     * One thing at one load.
     *
     * @param used how much of it the load takes
     * @param most how much there is
     */
    record Figure(String thing, double used, double most, String unit) {

        double share() {
            return used / most;
        }
    }

    /** Everything at that load. */
    List<Figure> at(Load load) {
        double purchases = load.purchases();
        List<Figure> figures = new ArrayList<>();
        figures.add(new Figure("HTTP API", purchases, Limit.API_REQUESTS.value(), "requests/s"));
        figures.add(new Figure(
                "functions at a time, earning",
                purchases * Assumed.CALL_SECONDS.value(),
                Limit.CONCURRENCY.value(),
                "of the account's"));
        double written = units.of("earn, by member id").tableWrite() / 2;
        figures.add(new Figure("Ledger", purchases * written, Limit.TABLE_WRITE.value(), "WRU/s"));
        figures.add(new Figure("Members", purchases * written, Limit.TABLE_WRITE.value(), "WRU/s"));
        figures.add(new Figure(
                "Ledger's index Statement",
                purchases * units.of("earn, by member id").indexWrite(),
                Limit.TABLE_WRITE.value(),
                "WRU/s"));
        figures.add(new Figure(
                "one account, as fast as one partition",
                1,
                Limit.PARTITION_WRITE.value() / written,
                "purchases/s of one member"));
        pipeline(purchases, load.members(), figures);
        upkeep(load.members(), figures);
        return figures;
    }

    /** Partitions that the ledger has: as many as its writes or its size ask for. The stream has a shard for each. */
    static double partitions(Load load) {
        double byWrites = load.purchases() * Design.ENTRY_WRITE_UNITS / Limit.PARTITION_WRITE.value();
        double bySize = load.members() * Assumed.ENTRIES_A_MEMBER.value() * Design.ENTRY_BYTES / Design.PARTITION_BYTES;
        return Math.max(4, Math.ceil(Math.max(byWrites, bySize)));
    }

    /** Messages a second to each consumer: a shard's records, as often as they are brought and in batches of a hundred. */
    static double messages(Load load, double timesASecond) {
        double shards = partitions(load);
        double perShard = load.purchases() / shards;
        double brought = Math.min(perShard, timesASecond);
        return shards * Math.max(brought, perShard / Limit.STREAM_BATCH.value());
    }

    /** Transactions a second that write one item, each on the condition that it is as it was read. */
    static double oneItem() {
        return Assumed.CONTENTION.value() / Assumed.TRANSACTION_SECONDS.value();
    }

    /** Accounts that the runs of settle take. */
    static double settledASecond() {
        return Design.SETTLE_PARTS * Design.AT_A_TIME / Assumed.ACCOUNT_SECONDS.value();
    }

    private void pipeline(double purchases, double members, List<Figure> figures) {
        Load load = new Load(members, purchases);
        double messages = messages(load, Assumed.POLLS.value());
        double fuller = messages(load, 1 / Design.BATCHING_WINDOW_SECONDS);
        figures.add(new Figure(
                "relay, one shard after another",
                purchases / partitions(load),
                Limit.STREAM_BATCH.value() / Assumed.RELAY_SECONDS.value(),
                "entries/s of a shard, at 0.1 s a batch"));
        figures.add(new Figure("a consumer's queue, as it was", messages, Limit.PLAIN_FIFO.value(), "messages/s"));
        figures.add(new Figure(
                "a consumer's queue, high throughput, a batch a second and shard",
                fuller,
                Limit.HIGH_FIFO.value(),
                "messages/s"));
        figures.add(new Figure(
                "feed and figures: the one count and the one trial balance, as they were",
                messages,
                oneItem(),
                "transactions/s"));
        double together = fuller / Design.MESSAGES_TOGETHER;
        figures.add(new Figure(
                "feed and figures: the one count and the one trial balance, ten messages together",
                together,
                oneItem(),
                "transactions/s"));
        Units appended = units.of("feed append of a message of 100 purchases");
        Units projected = units.of("projection of a message of 100 purchases");
        double appending = (appended.insightsWrite() - COUNT_AND_WATERMARK_UNITS) / 100;
        figures.add(new Figure(
                "feed: the partition of its newest chunks, as it was",
                purchases * appending,
                Limit.PARTITION_WRITE.value(),
                "WRU/s"));
        figures.add(new Figure(
                "one webhook that wants every event",
                purchases,
                Design.WEBHOOK_CALLS / Assumed.RECEIVER_SECONDS.value(),
                "events/s"));
        // A transaction's watermarks are as many as its messages; the other items are one each.
        double aTransaction =
                projected.insightsWrite() + COUNT_AND_WATERMARK_UNITS + 4 * (Design.MESSAGES_TOGETHER - 1);
        figures.add(new Figure(
                "Insights, each chunk of the feed in a partition of its own",
                purchases * appending + together * aTransaction,
                Limit.TABLE_WRITE.value(),
                "WRU/s"));
    }

    private static void upkeep(double members, List<Figure> figures) {
        double due = members / Design.SPREAD_SECONDS;
        figures.add(new Figure(
                "settle at a month's end, as it was: one run, one account after another",
                due,
                1 / Assumed.ACCOUNT_SECONDS.value(),
                "accounts/s"));
        figures.add(new Figure("settle at a month's end, four runs of four", due, settledASecond(), "accounts/s"));
        figures.add(new Figure(
                "settle at a month's end, at most: a run a shard",
                due,
                Design.DUE_SHARDS * Design.AT_A_TIME / Assumed.ACCOUNT_SECONDS.value(),
                "accounts/s"));
        double hour = Design.AUDIT_SECONDS_AN_HOUR / Assumed.AUDIT_SECONDS.value();
        figures.add(new Figure("audit within 30 days, as it was", members, hour * 720, "members"));
        figures.add(new Figure(
                "audit within 30 days, four runs of four",
                members,
                hour * 720 * Design.AUDIT_PARTS * Design.AT_A_TIME,
                "members"));
    }
}
