package dev.tallystick.feed;

import dev.tallystick.stream.Chunk;
import dev.tallystick.stream.Effect;
import dev.tallystick.stream.FeedStore;
import java.util.List;
import java.util.Map;

/** Appends events to the feed as its next chunk, as many as that takes. */
final class Appending implements Effect<Map<?, ?>> {

    private final FeedStore store;

    Appending(FeedStore store) {
        this.store = store;
    }

    @Override
    public Part of(List<Map<?, ?>> events) {
        int fitting = Chunk.fitting(events);
        return new Part(fitting, store.appending(events.subList(0, fitting), store.chunks()));
    }
}
