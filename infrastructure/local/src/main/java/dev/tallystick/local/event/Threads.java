package dev.tallystick.local.event;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The threads of the event sources, so that all of them can be stopped and waited for; none starts after that. */
final class Threads implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Set<Thread> running = ConcurrentHashMap.newKeySet();
    private boolean closed;

    synchronized Thread start(String name, Runnable work) {
        Thread thread = Thread.ofVirtual().name(name).unstarted(() -> {
            try {
                work.run();
            } finally {
                running.remove(Thread.currentThread());
            }
        });
        if (!closed) {
            running.add(thread);
            thread.start();
        }
        return thread;
    }

    @Override
    public void close() {
        refuseMore();
        running.forEach(Thread::interrupt);
        Instant end = Instant.now().plus(PATIENCE);
        for (Thread thread : running) {
            try {
                var _ = thread.join(Duration.between(Instant.now(), end));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private synchronized void refuseMore() {
        closed = true;
    }
}
