package dev.tallystick.bench.growth;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * A day of the pipeline, second by second: purchases, the shards on which their entries fall, the relay, the queues of feed and
 * figures, and a webhook behind the feed. The same seed gives the same day.
 */
final class Simulation {

    private final Day day;
    private final Arrivals arrivals;
    private final Relay relay;
    private final ConsumerQueue figures;
    private final ConsumerQueue feed;
    private final Webhook webhook;
    private final int[] moments;
    private final Meter entries = new Meter();
    private final Meter messages = new Meter();
    private final Meter functions = new Meter();

    private Simulation(Day day, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        this.day = day;
        int shards = (int) Growth.partitions(day.load());
        this.moments = random.ints(shards, 0, day.transactions()).sorted().toArray();
        this.arrivals = new Arrivals(day, random.split());
        this.relay = new Relay(shards, day.window());
        this.webhook = new Webhook(random.split());
        this.figures = new ConsumerQueue(shards, day.transactions(), day.event(), _ -> {});
        this.feed = new ConsumerQueue(shards, day.transactions(), Event.NONE, webhook::append);
    }

    static Simulation of(Day day, long seed) {
        Simulation simulation = new Simulation(day, seed);
        for (int second = day.from(); second < day.until(); second++) {
            simulation.second(second);
        }
        return simulation;
    }

    /** Each shard has its own moment within the second, of as many as transactions go into it. */
    private void second(int second) {
        int slots = day.transactions();
        double before = messages.all();
        Consumer<Message> toAll = message -> {
            messages.add(1);
            figures.offer(message);
            feed.offer(message);
        };
        arrivals.begin(second);
        int shard = 0;
        for (int slot = 0; slot < slots; slot++) {
            long at = (long) second * slots + slot;
            double now = (double) at / slots;
            while (shard < moments.length && moments[shard] == slot) {
                int came = arrivals.ofAShard();
                entries.add(came);
                relay.pass(shard, came, second, now, toAll);
                shard++;
            }
            figures.run(at);
            feed.run(at);
            webhook.run(now);
        }
        functions.add(arrivals.functions() + (messages.all() - before) * Assumed.RELAY_SECONDS.value());
        List.of(entries, messages, functions).forEach(Meter::endOfSecond);
        List.of(figures, feed).forEach(ConsumerQueue::endOfSecond);
    }

    /** Whether somebody was still late when the day was over. */
    boolean isLate(Lag lag) {
        return lag.lateUntil() > day.until() - 60;
    }

    Day day() {
        return day;
    }

    Arrivals arrivals() {
        return arrivals;
    }

    Relay relay() {
        return relay;
    }

    ConsumerQueue figures() {
        return figures;
    }

    ConsumerQueue feed() {
        return feed;
    }

    Webhook webhook() {
        return webhook;
    }

    /** Entries of the ledger. */
    Meter entries() {
        return entries;
    }

    /** Messages to each consumer. */
    Meter messages() {
        return messages;
    }

    Meter functions() {
        return functions;
    }
}
