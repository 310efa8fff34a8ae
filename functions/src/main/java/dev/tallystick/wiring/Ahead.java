package dev.tallystick.wiring;

import dev.tallystick.json.JsonObject;
import dev.tallystick.log.Log;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Reads what the first request needs beside what else is done before it. A snapshot holds none of it: with SnapStart it is read
 * after the restore. What cannot be read is read again by the request that needs it.
 */
final class Ahead {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private final boolean atOnce;
    private final Map<String, Supplier<?>> reads = new LinkedHashMap<>();

    private Ahead(boolean atOnce) {
        this.atOnce = atOnce;
    }

    /** Begins with each as soon as it is known: for a process of which no snapshot is taken. */
    static Ahead atOnce() {
        return new Ahead(true);
    }

    /** Begins with {@link #afterRestore}. */
    static Ahead afterwards() {
        return new Ahead(false);
    }

    /** Leaves it to the first request. */
    static Ahead never() {
        return new Ahead(false);
    }

    /** Something to read, once for each name. */
    void read(String name, Supplier<?> read) {
        if (reads.putIfAbsent(name, read) == null && atOnce) {
            var _ = begin(name, read);
        }
    }

    /** Reads everything, all at the same time, and waits for it a while: for all together no longer than for one. */
    void afterRestore() {
        long end = System.nanoTime() + LONGEST_WAIT.toNanos();
        List<Thread> reading = new ArrayList<>();
        reads.forEach((name, read) -> reading.add(begin(name, read)));
        try {
            for (Thread thread : reading) {
                var _ = thread.join(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread begin(String name, Supplier<?> read) {
        return Thread.ofPlatform().daemon().start(() -> {
            try {
                var _ = read.get();
            } catch (RuntimeException e) {
                Log.error("not-read-ahead", new JsonObject().with("what", name), e);
            }
        });
    }
}
