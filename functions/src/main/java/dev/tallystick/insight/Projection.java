package dev.tallystick.insight;

import dev.tallystick.stream.Effect;
import java.util.List;

/** Adds events to the figures, as many at a time as a transaction takes. */
final class Projection implements Effect<CountedEntry> {

    private final InsightStore store;

    Projection(InsightStore store) {
        this.store = store;
    }

    @Override
    public Part of(List<CountedEntry> entries) {
        Increment increment = new Increment();
        int counted = 0;
        while (counted < entries.size() && increment.takes(entries.get(counted))) {
            counted++;
        }
        return new Part(counted, store.adding(increment));
    }
}
