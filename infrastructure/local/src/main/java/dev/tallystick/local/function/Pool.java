package dev.tallystick.local.function;

import dev.tallystick.local.plan.FunctionSpec;
import dev.tallystick.local.wire.AwsCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The processes of all functions: at most 4 of a function and 16 in all. A call takes the idle process that was used last,
 * otherwise it starts one; where that would be too many, one that is idle for another function goes, and where none is
 * idle the call waits.
 */
final class Pool implements AutoCloseable {

    private static final int MOST_PER_FUNCTION = 4;
    private static final int MOST_IN_ALL = 16;
    private static final Duration IDLE_LIMIT = Duration.ofMinutes(5);
    private static final Duration RECORDING_IDLE_LIMIT = Duration.ofSeconds(10);

    private final Launcher launcher;
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Condition changed = lock.newCondition();
    private final List<Worker> idle = new ArrayList<>();
    private final Set<Worker> all = new HashSet<>();
    // Those that were started before all of them were to be replaced.
    private final Set<Worker> outdated = new HashSet<>();
    private boolean closed;

    Pool(Launcher launcher) {
        this.launcher = launcher;
    }

    Worker acquire(FunctionSpec function) {
        Code code = launcher.code(function);
        lock.lock();
        try {
            while (true) {
                failIfClosed();
                Optional<Worker> warm = takeIdle(function, code);
                if (warm.isPresent()) {
                    return warm.get();
                }
                if (count(function) < MOST_PER_FUNCTION && makeRoom()) {
                    Worker worker = launcher.start(function, code);
                    all.add(worker);
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

    private long count(FunctionSpec function) {
        return all.stream()
                .filter(worker -> worker.function().id().equals(function.id()))
                .count();
    }

    private Optional<Worker> takeIdle(FunctionSpec function, Code code) {
        for (Worker worker : idle.stream()
                .filter(candidate -> candidate.function().id().equals(function.id()))
                .sorted(Comparator.comparing(Worker::idleFor))
                .toList()) {
            if (worker.usable() && worker.code().equals(code)) {
                idle.remove(worker);
                return Optional.of(worker);
            }
            retire(worker);
        }
        return Optional.empty();
    }

    private boolean makeRoom() {
        if (all.size() < MOST_IN_ALL) {
            return true;
        }
        Optional<Worker> longest = idle.stream().max(Comparator.comparing(Worker::idleFor));
        longest.ifPresent(this::retire);
        return longest.isPresent();
    }

    private void retire(Worker worker) {
        idle.remove(worker);
        all.remove(worker);
        outdated.remove(worker);
        worker.retire();
        changed.signalAll();
    }

    void release(Worker worker) {
        lock.lock();
        try {
            if (closed || !worker.usable()) {
                worker.kill();
                retire(worker);
            } else if (outdated.contains(worker)) {
                retire(worker);
            } else {
                idle.add(worker);
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Idle ones end now, busy ones after their call. */
    void replaceAll() {
        lock.lock();
        try {
            List.copyOf(idle).forEach(this::retire);
            outdated.addAll(all);
        } finally {
            lock.unlock();
        }
    }

    /** Ends those that were idle for long or that use more memory than they may. */
    void look() {
        lock.lock();
        try {
            all.forEach(Worker::checkMemory);
            for (Worker worker : List.copyOf(idle)) {
                Duration limit = worker.recording() ? RECORDING_IDLE_LIMIT : IDLE_LIMIT;
                if (!worker.usable() || worker.idleFor().compareTo(limit) > 0) {
                    retire(worker);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    List<FunctionProcesses> processes() {
        lock.lock();
        try {
            var counts = new TreeMap<String, FunctionProcesses>();
            for (Worker worker : all) {
                String id = worker.function().id();
                int waiting = idle.contains(worker) ? 1 : 0;
                counts.merge(
                        id,
                        new FunctionProcesses(id, 1, waiting),
                        (one, more) ->
                                new FunctionProcesses(id, one.running() + more.running(), one.idle() + more.idle()));
            }
            return List.copyOf(counts.values());
        } finally {
            lock.unlock();
        }
    }

    void failIfClosed() {
        lock.lock();
        try {
            if (closed) {
                throw new AwsCall.Stopped(new InterruptedException("the cloud is being stopped"));
            }
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
    }
}
