package dev.tallystick.insight;

import dev.tallystick.stream.Effect;
import java.time.Duration;
import java.util.List;

/** Adds events to the figures, as many at a time as a transaction takes. */
final class Projection implements Effect<CountedEntry> {

    /**
     * How long after {@code recordedAt} an entry may be committed, clocks that differ included: no function that records has more
     * than two minutes.
     */
    static final Duration COMMITTED_WITHIN = Duration.ofMinutes(5);

    private final InsightStore store;

    Projection(InsightStore store) {
        this.store = store;
    }

    @Override
    public Part of(List<CountedEntry> entries) {
        Figures figures = store.figures();
        Increment current = new Increment();
        Increment next = new Increment();
        int counted = 0;
        while (counted < entries.size() && takes(figures, entries.get(counted), current, next)) {
            counted++;
        }
        return new Part(counted, store.adding(figures, current, next));
    }

    /** The next generation's entries are some of the current one's, so that what fits there fits here. */
    private static boolean takes(Figures figures, CountedEntry entry, Increment current, Increment next) {
        if (figures.current().takesEventsOf(entry) && !current.takes(entry)) {
            return false;
        }
        return figures.next()
                        .filter(generation -> generation.takesEventsOf(entry))
                        .isEmpty()
                || next.takes(entry);
    }

    /** A shard's earlier entries were committed before this one, so they were recorded before the ledger was counted. */
    @Override
    public boolean hasAllBefore(CountedEntry entry) {
        return entry.at()
                .plus(COMMITTED_WITHIN)
                .isBefore(store.figures().current().since());
    }
}
