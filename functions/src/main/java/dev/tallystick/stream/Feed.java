package dev.tallystick.stream;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** All events in the order in which they were appended. */
public final class Feed {

    /** An answer of a function is at most 6 MB; a chunk adds at most 200 KB. */
    private static final int MOST_BYTES = 3_000_000;

    private final FeedStore store;

    public Feed(FeedStore store) {
        this.store = store;
    }

    /** An event, and the place before it. */
    public record Placed(FeedPosition at, Object event) {}

    /**
     * Some events.
     *
     * @param next the place behind the last of them
     */
    public record Page(List<Placed> placed, FeedPosition next) {

        /** In how many chunks they lie. */
        public long chunks() {
            return placed.isEmpty()
                    ? 0
                    : 1 + placed.getLast().at().chunk() - placed.getFirst().at().chunk();
        }

        public List<Object> events() {
            return placed.stream().map(Placed::event).toList();
        }
    }

    /** The place behind the last event that there is. */
    public FeedPosition end() {
        return new FeedPosition(store.chunks() + 1, 0);
    }

    /**
     * The events behind a place; nothing where there is no such place.
     *
     * @param limit how many at most; fewer where they are very large
     */
    public Optional<Page> after(FeedPosition place, int limit) {
        return after(place, limit, store.chunks(), 1);
    }

    /** How many chunks there are. */
    public long chunks() {
        return store.chunks();
    }

    /**
     * As {@link #after(FeedPosition, int)}, for who reads on.
     *
     * @param chunks that there are, or were a while ago
     * @param expected how many chunks hold as many events, so that one read is enough
     */
    public Optional<Page> after(FeedPosition place, int limit, long chunks, long expected) {
        if (place.chunk() > chunks + (place.index() == 0 ? 1 : 0)) {
            return Optional.empty();
        }
        List<Placed> events = new ArrayList<>();
        FeedPosition next = place;
        int bytes = 0;
        long wanted = expected;
        while (next.chunk() <= chunks && events.size() < limit && bytes < MOST_BYTES) {
            Iterator<Chunk> found = store.from(next.chunk(), Math.min(wanted, chunks - next.chunk() + 1))
                    .iterator();
            while (found.hasNext() && events.size() < limit && bytes < MOST_BYTES) {
                Chunk chunk = found.next();
                List<?> all = chunk.events();
                if (next.index() >= all.size()) {
                    return Optional.empty();
                }
                int end = Math.min(all.size(), next.index() + limit - events.size());
                for (int index = next.index(); index < end; index++) {
                    events.add(new Placed(new FeedPosition(chunk.number(), index), all.get(index)));
                }
                next = end < all.size()
                        ? new FeedPosition(chunk.number(), end)
                        : new FeedPosition(chunk.number() + 1, 0);
                bytes += chunk.bytes();
                // As if those to come held as many: a chunk has one event or hundreds.
                wanted = 1L + (limit - events.size()) / all.size();
            }
        }
        return Optional.of(new Page(events, next));
    }
}
