package dev.tallystick.access;

import dev.tallystick.json.JsonObject;
import dev.tallystick.log.Log;
import dev.tallystick.store.Database;
import dev.tallystick.store.Keys;
import dev.tallystick.store.Tables;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Notes on which day (UTC) a key was last used: one write a key, day and process at most. It is made beside the first request
 * of the day, which neither waits for it for long nor fails by it.
 */
final class Uses {

    private static final int MOST_KEPT = 1_000;
    private static final Duration LONGEST_WAIT = Duration.ofMillis(500);

    private final Database database;
    private final Tables tables;
    private final InstantSource clock;
    private final Map<String, LocalDate> noted = new ConcurrentHashMap<>();

    Uses(Database database, Tables tables, InstantSource clock) {
        this.database = database;
        this.tables = tables;
        this.clock = clock;
    }

    /** The noting of a use, on its way. */
    @FunctionalInterface
    interface Noting {

        /** Waits until it is done, but not for long: a process may be frozen once it has answered. */
        void await();
    }

    /** Begins to note a use, unless this process has noted one today. */
    Noting begin(String keyId) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (noted.size() >= MOST_KEPT) {
            noted.clear();
        }
        if (today.equals(noted.put(keyId, today))) {
            return () -> {};
        }
        Thread writing = Thread.ofPlatform().daemon().start(() -> write(keyId, today));
        return () -> await(writing);
    }

    private void write(String keyId, LocalDate today) {
        try {
            database.advance(tables.members(), Keys.listedClient(keyId), "lastUsedOn", today.toString());
        } catch (RuntimeException e) {
            Log.error("use-not-noted", new JsonObject().with("keyId", keyId), e);
        }
    }

    private static void await(Thread writing) {
        try {
            var _ = writing.join(LONGEST_WAIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
