package dev.tallystick.feed;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** All events in the order in which they were appended. */
final class Feed {

    /** An answer of a function is at most 6 MB; a chunk adds at most 200 KB. */
    private static final int MOST_BYTES = 3_000_000;

    private final FeedStore store;

    Feed(FeedStore store) {
        this.store = store;
    }

    /**
     * Some events.
     *
     * @param next the place behind the last of them
     */
    record Page(List<Object> events, FeedPosition next) {}

    /**
     * The events behind a place; nothing where there is no such place.
     *
     * @param limit how many at most; fewer where they are very large
     */
    Optional<Page> after(FeedPosition place, int limit) {
        long chunks = store.chunks();
        if (place.chunk() > chunks + (place.index() == 0 ? 1 : 0)) {
            return Optional.empty();
        }
        List<Object> events = new ArrayList<>();
        FeedPosition next = place;
        int bytes = 0;
        while (next.chunk() <= chunks && events.size() < limit && bytes < MOST_BYTES) {
            Iterator<Chunk> found = store.from(next.chunk()).iterator();
            while (found.hasNext() && events.size() < limit && bytes < MOST_BYTES) {
                Chunk chunk = found.next();
                List<?> all = chunk.events();
                if (next.index() >= all.size()) {
                    return Optional.empty();
                }
                int end = Math.min(all.size(), next.index() + limit - events.size());
                events.addAll(all.subList(next.index(), end));
                next = end < all.size()
                        ? new FeedPosition(chunk.number(), end)
                        : new FeedPosition(chunk.number() + 1, 0);
                bytes += chunk.bytes();
            }
        }
        return Optional.of(new Page(events, next));
    }
}
