package dev.tallystick.local.function;

import dev.tallystick.local.plan.FunctionSpec;
import dev.tallystick.local.wire.AwsCall;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** All functions, each in processes of its own. */
public final class Fleet implements Invoker, AutoCloseable {

    private static final Duration LOOK = Duration.ofSeconds(1);

    private final RuntimeApi api = new RuntimeApi();
    private final Concurrency concurrency = new Concurrency();
    private final CallLog calls = new CallLog();
    private final Pool pool;
    private final Thread looks;

    /** A fleet whose processes have that environment and keep what they need in that directory. */
    public Fleet(Environment environment, Path directory, Logs logs) {
        this.pool = new Pool(new Launcher(api, environment, directory, logs));
        this.looks = Thread.ofVirtual().name("looks after processes").start(this::look);
    }

    @Override
    public Answer invoke(FunctionSpec function, String payload) {
        return invoke(function, payload, UUID.randomUUID().toString());
    }

    @Override
    public Answer invoke(FunctionSpec function, String payload, String requestId) {
        Instant startedAt = Instant.now();
        if (!concurrency.enter(function)) {
            calls.add(new Call(function.id(), startedAt, Duration.ZERO, Optional.empty(), Call.Outcome.THROTTLED));
            return Failures.throttled();
        }
        try {
            Result result = run(function, payload, requestId);
            calls.add(new Call(function.id(), startedAt, result.duration(), result.coldStart(), result.outcome()));
            return result.answer();
        } finally {
            concurrency.leave(function);
        }
    }

    private Result run(FunctionSpec function, String payload, String requestId) {
        Optional<Result> result = Optional.empty();
        while (result.isEmpty()) {
            Worker worker = pool.acquire(function);
            try {
                result = worker.run(requestId, payload);
            } finally {
                pool.release(worker);
            }
        }
        pool.failIfClosed();
        return result.get();
    }

    /** The calls that are over. */
    public CallLog calls() {
        return calls;
    }

    /** The processes that run, by function. */
    public List<FunctionProcesses> processes() {
        return pool.processes();
    }

    /** From now on calls get new processes: idle ones end at once, busy ones after their call. */
    public void replaceProcesses() {
        pool.replaceAll();
    }

    private void look() {
        try {
            while (true) {
                Thread.sleep(LOOK);
                pool.look();
            }
        } catch (InterruptedException | AwsCall.Stopped _) {
            // the cloud is being stopped
        }
    }

    @Override
    public void close() {
        looks.interrupt();
        pool.close();
        api.close();
    }
}
