package dev.tallystick.local.function;

import dev.tallystick.local.plan.FunctionSpec;
import dev.tallystick.local.wire.AwsCall;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One process of a function; it takes one call at a time. */
final class Worker {

    // Lambda allows ten seconds; a small machine that starts several at once needs more.
    private static final Duration INIT_LIMIT = Duration.ofSeconds(60);

    private final String id;
    private final FunctionSpec function;
    private final LinkedBlockingQueue<Invocation> handover = new LinkedBlockingQueue<>();
    // Completed with nothing once the process asks for work, with an answer where it never will.
    private final CompletableFuture<Optional<Answer>> ready = new CompletableFuture<>();
    private final boolean recording;
    private volatile @Nullable Process process;
    private volatile @Nullable Invocation current;
    private volatile boolean dead;
    private volatile boolean ended;
    private volatile long idleSinceNanos = System.nanoTime();

    Worker(String id, FunctionSpec function, boolean recording) {
        this.id = id;
        this.function = function;
        this.recording = recording;
    }

    String id() {
        return id;
    }

    FunctionSpec function() {
        return function;
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
    Optional<Answer> run(String payload) {
        String requestId = UUID.randomUUID().toString();
        try {
            Optional<Answer> failed = ready.get(INIT_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            if (failed.isPresent()) {
                return failed;
            }
            Invocation invocation = new Invocation(
                    requestId, payload, Instant.now().plus(function.timeout()), new CompletableFuture<>());
            current = invocation;
            handover.add(invocation);
            if (ended) {
                return Optional.empty();
            }
            return invocation.answer().get(function.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            kill();
            return Optional.of(Failures.timedOut(requestId, function.timeout(), Instant.now()));
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
            throw new AwsCall.Stopped(e);
        } finally {
            current = null;
            idleSinceNanos = System.nanoTime();
        }
    }

    /** The process asks for work; nothing where it should end. */
    Optional<Invocation> next() throws InterruptedException {
        ready.complete(Optional.empty());
        while (!dead) {
            Invocation invocation = handover.poll(1, TimeUnit.SECONDS);
            if (invocation != null) {
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
        ready.complete(Optional.of(answer));
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
        ready.complete(Optional.of(Failures.exited(id, status)));
        Invocation invocation = current;
        if (invocation != null) {
            boolean taken = !handover.remove(invocation);
            invocation
                    .answer()
                    .complete(taken ? Optional.of(Failures.exited(invocation.requestId(), status)) : Optional.empty());
        }
    }
}
