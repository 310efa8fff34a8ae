package dev.tallystick.local.clock;

import dev.tallystick.local.Fault;
import dev.tallystick.local.wire.Json;
import dev.tallystick.local.wire.KeptFile;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The cloud's clock: real time and an offset, which only ever grows and is kept over restarts. */
public final class LocalClock implements InstantSource {

    /** The most that a clock can be ahead of real time. */
    public static final Duration MOST = Duration.ofDays(36_500);

    private static final String OFFSET = "offset";

    private final KeptFile file;
    private final InstantSource real;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private volatile Duration offset;

    /** A clock whose offset is kept in that file. */
    public LocalClock(KeptFile file) {
        this(file, InstantSource.system());
    }

    /** A clock that goes by that time instead of the machine's. */
    public LocalClock(KeptFile file, InstantSource real) {
        this.file = file;
        this.real = real;
        this.offset = kept(file);
    }

    private static Duration kept(KeptFile file) {
        try {
            return file.read()
                    .flatMap(kept -> Json.string(kept, OFFSET))
                    .map(Duration::parse)
                    .orElse(Duration.ZERO);
        } catch (DateTimeException _) {
            throw new Fault("cannot understand " + file.path() + "; FRESH=1 (--fresh) begins anew");
        }
    }

    @Override
    public Instant instant() {
        return real.instant().plus(offset);
    }

    /** The time without what it was moved by. */
    public Instant real() {
        return real.instant();
    }

    /** How far it is ahead of real time. */
    public Duration offset() {
        return offset;
    }

    /** Has something done at each move, before those who wait for a time learn of it. */
    public void onMove(Runnable listener) {
        listeners.add(listener);
    }

    /** Moves it forward, by more than nothing and to no more than {@link #MOST} ahead. */
    public synchronized void moveForward(Duration by) {
        if (!by.isPositive() || by.compareTo(MOST.minus(offset)) > 0) {
            throw new IllegalArgumentException("cannot be moved forward by " + by);
        }
        Duration next = offset.plus(by);
        file.write(Map.of(OFFSET, next.toString()));
        lock.lock();
        try {
            offset = next;
            listeners.forEach(Runnable::run);
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until that time has come; a move past it ends the waiting at once. */
    public void await(Instant time) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            for (Duration left = left(time); left.isPositive(); left = left(time)) {
                var _ = moved.await(left.toMillis() + 1, TimeUnit.MILLISECONDS);
            }
        } finally {
            lock.unlock();
        }
    }

    private Duration left(Instant time) {
        return Duration.between(instant(), time);
    }
}
