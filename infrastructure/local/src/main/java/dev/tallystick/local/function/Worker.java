package dev.tallystick.local.function;

import dev.tallystick.local.plan.FunctionSpec;
import dev.tallystick.local.wire.AwsCall;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One process of a function; it takes one call at a time. */
final class Worker {

    // Lambda allows ten seconds; a small machine that starts several at once needs more.
    private static final Duration INIT_LIMIT = Duration.ofSeconds(60);
    // A process that has answered asks for the next call at once, unless it is about to end.
    private static final Duration TAKE_LIMIT = Duration.ofSeconds(10);

    private final String id;
    private final FunctionSpec function;
    private final Code code;
    private final SystemLog log;
    private final boolean recording;
    private final LinkedBlockingQueue<Invocation> handover = new LinkedBlockingQueue<>();
    // Completed with nothing once the process asks for work, with the answer to a request where it never will.
    private final CompletableFuture<Optional<Function<String, Answer>>> ready = new CompletableFuture<>();
    private final long startedNanos = System.nanoTime();
    private volatile @Nullable Process process;
    private volatile @Nullable Invocation current;
    private volatile Optional<Duration> coldStart = Optional.empty();
    private volatile boolean dead;
    private volatile boolean ended;
    private volatile boolean outOfMemory;
    private volatile long peakMegabytes;
    private volatile long idleSinceNanos = System.nanoTime();

    Worker(String id, FunctionSpec function, Code code, SystemLog log, boolean recording) {
        this.id = id;
        this.function = function;
        this.code = code;
        this.log = log;
        this.recording = recording;
    }

    String id() {
        return id;
    }

    FunctionSpec function() {
        return function;
    }

    /** What it runs. */
    Code code() {
        return code;
    }

    /** Whether its end leaves an archive of the classes that it loaded. */
    boolean recording() {
        return recording;
    }

    Duration idleFor() {
        return Duration.ofNanos(System.nanoTime() - idleSinceNanos);
    }

    boolean usable() {
        return !dead;
    }

    void started(Process started) {
        process = started;
        var _ = started.onExit().thenAccept(ended -> exited(ended.exitValue()));
    }

    /** Runs one call and waits for what comes of it; nothing where the process ended before it took the call. */
    Optional<Result> run(String requestId, String payload) {
        long begin = System.nanoTime();
        try {
            Optional<Function<String, Answer>> failed = ready.get(INIT_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            if (failed.isPresent()) {
                log.start(requestId);
                return Optional.of(result(requestId, failed.get().apply(requestId), Call.Outcome.FAILED, begin));
            }
        } catch (TimeoutException _) {
            kill();
            log.start(requestId);
            return Optional.of(
                    result(requestId, Failures.timedOut(requestId, INIT_LIMIT), Call.Outcome.TIMED_OUT, begin));
        } catch (InterruptedException | ExecutionException e) {
            throw stopped(e);
        }
        return call(requestId, payload);
    }

    private Optional<Result> call(String requestId, String payload) {
        Invocation invocation = Invocation.of(requestId, payload, Instant.now().plus(function.timeout()));
        long begin = System.nanoTime();
        try {
            current = invocation;
            handover.add(invocation);
            if (ended
                    || !invocation
                            .taken()
                            .completeOnTimeout(false, TAKE_LIMIT.toSeconds(), TimeUnit.SECONDS)
                            .get()) {
                kill();
                return Optional.empty();
            }
            return invocation
                    .answer()
                    .get(function.timeout().toMillis(), TimeUnit.MILLISECONDS)
                    .map(answer -> result(
                            requestId,
                            answer,
                            answer instanceof Answer.Success ? Call.Outcome.SUCCEEDED : Call.Outcome.FAILED,
                            begin));
        } catch (TimeoutException _) {
            kill();
            Answer answer = Failures.timedOut(requestId, function.timeout());
            return Optional.of(result(requestId, answer, Call.Outcome.TIMED_OUT, begin));
        } catch (InterruptedException | ExecutionException e) {
            throw stopped(e);
        } finally {
            current = null;
            idleSinceNanos = System.nanoTime();
        }
    }

    private Result result(String requestId, Answer answer, Call.Outcome outcome, long begin) {
        checkMemory();
        Result result =
                new Result(answer, outcome, Duration.ofNanos(System.nanoTime() - begin), coldStart, peakMegabytes);
        coldStart = Optional.empty();
        log.report(requestId, result);
        return result;
    }

    private RuntimeException stopped(Exception e) {
        kill();
        if (e instanceof InterruptedException interruption) {
            Thread.currentThread().interrupt();
            return new AwsCall.Stopped(interruption);
        }
        return new IllegalStateException(e);
    }

    /** The process asks for work; nothing once it has ended. */
    Optional<Invocation> next() throws InterruptedException {
        if (!ready.isDone()) {
            coldStart = Optional.of(Duration.ofNanos(System.nanoTime() - startedNanos));
            ready.complete(Optional.empty());
        }
        // One that is to end is held until it has: a refusal would have it exit by itself, without its archive.
        while (!ended) {
            Invocation invocation = handover.poll(1, TimeUnit.SECONDS);
            boolean takes = !dead;
            // One that came too late has gone to another process, and so does what comes to one that is to end.
            if (invocation != null && invocation.taken().complete(takes) && takes) {
                log.start(invocation.requestId());
                return Optional.of(invocation);
            }
        }
        return Optional.empty();
    }

    /** The process answers a call; false where it is not the one it was given. */
    boolean answered(String requestId, Answer answer) {
        Invocation invocation = current;
        return invocation != null
                && invocation.requestId().equals(requestId)
                && invocation.answer().complete(Optional.of(answer));
    }

    void initFailed(Answer answer) {
        dead = true;
        ready.complete(Optional.of(_ -> answer));
    }

    /** Ends the process where it uses more memory than the function has. */
    void checkMemory() {
        Process running = process;
        if (running == null) {
            return;
        }
        long megabytes = ProcessMemory.megabytes(running.pid());
        peakMegabytes = Math.max(peakMegabytes, megabytes);
        if (megabytes > function.memoryMegabytes()) {
            outOfMemory = true;
            kill();
        }
    }

    void kill() {
        dead = true;
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
        }
    }

    /** Ends an idle process in order, so that a recording one writes its archive. */
    void retire() {
        dead = true;
        Process running = process;
        if (running != null) {
            running.destroy();
            var _ = running.onExit()
                    .completeOnTimeout(running, 60, TimeUnit.SECONDS)
                    .thenAccept(Process::destroyForcibly);
        }
    }

    private void exited(int status) {
        dead = true;
        ended = true;
        ready.complete(Optional.of(requestId -> exit(requestId, status)));
        Invocation invocation = current;
        if (invocation != null) {
            invocation.taken().complete(false);
            invocation.answer().complete(Optional.of(exit(invocation.requestId(), status)));
        }
    }

    private Answer exit(String requestId, int status) {
        return outOfMemory ? Failures.outOfMemory(requestId) : Failures.exited(requestId, status);
    }
}
