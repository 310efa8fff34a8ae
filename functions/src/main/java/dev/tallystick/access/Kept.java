package dev.tallystick.access;

import dev.tallystick.store.Dated;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What was read by id, for a while; also that there is nothing. Time is the wall clock's, which goes on while a process is
 * frozen. Ids that are not there are kept apart, so that making them up pushes nothing out.
 */
final class Kept<T> {

    private static final int MOST = 1_000;

    private final Function<String, Optional<T>> read;
    private final InstantSource clock;
    private final Duration kept;
    private final Map<String, Dated<Optional<T>>> there = new ConcurrentHashMap<>();
    private final Map<String, Dated<Optional<T>>> absent = new ConcurrentHashMap<>();

    Kept(Function<String, Optional<T>> read, InstantSource clock, Duration kept) {
        this.read = read;
        this.clock = clock;
        this.kept = kept;
    }

    Optional<T> find(String id) {
        Instant now = clock.instant();
        Dated<Optional<T>> known = there.getOrDefault(id, absent.get(id));
        if (known != null && known.isFresh(now, kept)) {
            return known.value();
        }
        Dated<Optional<T>> fresh = new Dated<>(read.apply(id), now);
        there.remove(id);
        absent.remove(id);
        Map<String, Dated<Optional<T>>> map = fresh.value().isPresent() ? there : absent;
        if (map.size() >= MOST) {
            map.clear();
        }
        map.put(id, fresh);
        return fresh.value();
    }
}
