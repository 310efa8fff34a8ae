package dev.tallystick.feed;

import dev.tallystick.stream.Effect;
import java.util.List;
import java.util.Map;

/** Appends the events of a message to the feed as its next chunk. */
final class Appending implements Effect<Map<?, ?>> {

    private final FeedStore store;

    Appending(FeedStore store) {
        this.store = store;
    }

    @Override
    public Part of(List<Map<?, ?>> events) {
        return new Part(events.size(), store.appending(events, store.chunks()));
    }
}
