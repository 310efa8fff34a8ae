package dev.tallystick.access;

import dev.tallystick.store.Budget;
import dev.tallystick.store.Database;
import dev.tallystick.store.Keys;
import dev.tallystick.store.Tables;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many requests a key makes in a minute of the clock, over all processes. A process takes a twentieth of the rate at a
 * time and spends it by itself, so it writes at most some twenty times a minute and key. What a process has taken and does not
 * spend within the minute is lost: never more than the rate, and for each further process up to a twentieth less.
 */
final class Rates {

    private static final int PARTS = 20;
    private static final int MOST_KEPT = 1_000;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration ITEM_KEPT = Duration.ofHours(1);

    private final Budget budget;
    private final InstantSource clock;
    private final Map<String, Share> shares = new ConcurrentHashMap<>();

    Rates(Database database, Tables tables, InstantSource clock) {
        this.budget = new Budget(database, tables.members());
        this.clock = clock;
    }

    /** What this process has of a minute. */
    private static final class Share {

        private Instant minute = Instant.MIN;
        private long left;
        private boolean over;
    }

    /** Counts a request, or says how long to wait where there are too many. */
    Optional<Duration> wait(String keyId, long ratePerMinute) {
        if (shares.size() >= MOST_KEPT) {
            shares.clear();
        }
        Share share = shares.computeIfAbsent(keyId, id -> new Share());
        synchronized (share) {
            Instant now = clock.instant();
            Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
            if (!minute.equals(share.minute)) {
                share.minute = minute;
                share.left = 0;
                share.over = false;
            }
            if (share.left == 0 && !share.over) {
                share.left = budget.take(
                        Keys.rate(keyId, minute), partOf(ratePerMinute), ratePerMinute, minute.plus(ITEM_KEPT));
                share.over = share.left == 0;
            }
            if (share.over) {
                return Optional.of(Duration.between(now, minute.plus(MINUTE)));
            }
            share.left--;
            return Optional.empty();
        }
    }

    private static long partOf(long ratePerMinute) {
        return (ratePerMinute + PARTS - 1) / PARTS;
    }
}
