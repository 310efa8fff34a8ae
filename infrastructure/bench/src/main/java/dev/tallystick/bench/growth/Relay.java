package dev.tallystick.bench.growth;

import java.util.function.Consumer;

/** One function a shard at a time: what came within the window, in batches. */
final class Relay {

    private static final int BATCH = (int) Limit.STREAM_BATCH.value();

    private final int window;
    private final long[] waiting;
    private final double[] since;
    private final long[] numbers;

    Relay(int shards, int window) {
        this.window = window;
        this.waiting = new long[shards];
        this.since = new double[shards];
        this.numbers = new long[shards];
    }

    /**
     * Takes what a shard brings for one second, and sends it on where the window is over or a batch is full.
     *
     * @param now the end of that second
     */
    void pass(int shard, int came, int second, double now, Consumer<Message> to) {
        if (waiting[shard] == 0) {
            since[shard] = now - 1;
        }
        waiting[shard] += came;
        if (waiting[shard] == 0 || (waiting[shard] < BATCH && (second + shard) % window != 0)) {
            return;
        }
        double took = 0;
        do {
            took += Assumed.RELAY_SECONDS.value();
            int entries = (int) Math.min(BATCH, waiting[shard]);
            to.accept(new Message(shard, numbers[shard]++, entries, since[shard] - took));
            waiting[shard] -= entries;
        } while (waiting[shard] >= BATCH && took < 1);
        if (waiting[shard] <= came) {
            since[shard] = now - 1;
        }
    }

    long backlog() {
        long all = 0;
        for (long some : waiting) {
            all += some;
        }
        return all;
    }
}
