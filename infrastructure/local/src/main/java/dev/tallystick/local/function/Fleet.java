package dev.tallystick.local.function;

import dev.tallystick.local.plan.FunctionSpec;
import dev.tallystick.local.wire.AwsCall;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The processes of all functions: at most 4 of a function and 16 in all. A call takes the idle process that was used last,
 * otherwise it starts one; where that would be too many, one that is idle for another function goes, and where none is
 * idle the call waits.
 */
public final class Fleet implements Invoker, AutoCloseable {

    static final int MOST_PER_FUNCTION = 4;
    static final int MOST_IN_ALL = 16;
    private static final Duration IDLE_LIMIT = Duration.ofMinutes(5);
    private static final Duration RECORDING_IDLE_LIMIT = Duration.ofSeconds(10);

    private final RuntimeApi api = new RuntimeApi();
    private final Launcher launcher;
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Condition changed = lock.newCondition();
    private final List<Worker> idle = new ArrayList<>();
    private final Set<Worker> all = new HashSet<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private int total;
    private boolean closed;

    /** A fleet whose processes have that environment and keep what they need in that directory. */
    public Fleet(Environment environment, Path directory, Logs logs) {
        this.launcher = new Launcher(api, environment, directory, logs);
        Thread.ofVirtual().name("retires idle processes").start(this::retireIdle);
    }

    @Override
    public Answer invoke(FunctionSpec function, String payload) {
        Optional<Answer> answer = Optional.empty();
        while (answer.isEmpty()) {
            Worker worker = acquire(function);
            try {
                answer = worker.run(payload);
            } finally {
                release(worker);
            }
        }
        if (isClosed()) {
            throw new AwsCall.Stopped(new InterruptedException("the cloud is being stopped"));
        }
        return answer.get();
    }

    private Worker acquire(FunctionSpec function) {
        lock.lock();
        try {
            while (true) {
                if (closed) {
                    throw new AwsCall.Stopped(new InterruptedException("the cloud is being stopped"));
                }
                Optional<Worker> warm = takeIdle(function);
                if (warm.isPresent()) {
                    return warm.get();
                }
                if (counts.getOrDefault(function.id(), 0) < MOST_PER_FUNCTION && makeRoom()) {
                    Worker worker = launcher.start(function);
                    all.add(worker);
                    total++;
                    counts.merge(function.id(), 1, Integer::sum);
                    return worker;
                }
                changed.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AwsCall.Stopped(e);
        } finally {
            lock.unlock();
        }
    }

    private Optional<Worker> takeIdle(FunctionSpec function) {
        for (Worker worker : idle.stream()
                .filter(candidate -> candidate.function().id().equals(function.id()))
                .sorted(Comparator.comparing(Worker::idleFor))
                .toList()) {
            idle.remove(worker);
            if (worker.usable()) {
                return Optional.of(worker);
            }
            forget(worker);
        }
        return Optional.empty();
    }

    private boolean makeRoom() {
        if (total < MOST_IN_ALL) {
            return true;
        }
        Optional<Worker> longest = idle.stream().max(Comparator.comparing(Worker::idleFor));
        longest.ifPresent(worker -> {
            idle.remove(worker);
            forget(worker);
            worker.retire();
        });
        return longest.isPresent();
    }

    private void release(Worker worker) {
        lock.lock();
        try {
            if (worker.usable() && !closed) {
                idle.add(worker);
            } else {
                forget(worker);
                worker.kill();
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void forget(Worker worker) {
        all.remove(worker);
        total--;
        counts.merge(worker.function().id(), -1, Integer::sum);
    }

    private void retireIdle() {
        while (!isClosed()) {
            try {
                Thread.sleep(Duration.ofSeconds(1));
            } catch (InterruptedException _) {
                return;
            }
            retireOnce();
        }
    }

    private void retireOnce() {
        lock.lock();
        try {
            for (Worker worker : List.copyOf(idle)) {
                Duration limit = worker.recording() ? RECORDING_IDLE_LIMIT : IDLE_LIMIT;
                if (!worker.usable() || worker.idleFor().compareTo(limit) > 0) {
                    idle.remove(worker);
                    forget(worker);
                    worker.retire();
                    changed.signalAll();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            List.copyOf(all).forEach(Worker::kill);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        api.close();
    }
}
