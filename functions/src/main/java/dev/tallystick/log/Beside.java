package dev.tallystick.log;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.function.Supplier;

/** Parts of a call, several at a time: most of the time of each is waiting for the store. */
public final class Beside {

    /** Not more than the HTTP client keeps connections open for. */
    private static final int AT_A_TIME = 4;

    private Beside() {}

    /** What the work comes to for each, in their order; it has been done for all where it throws for one. */
    public static <T, R> List<R> each(List<T> all, Function<T, R> work) {
        if (all.size() < 2) {
            return all.stream().map(work).toList();
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(Math.min(AT_A_TIME, all.size()))) {
            return threads
                    .invokeAll(all.stream()
                            .map(one -> CallScope.shared(() -> work.apply(one)))
                            .toList())
                    .stream()
                    .map(Beside::result)
                    .toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Begins the work; whoever asks for what it comes to waits for that, and gets what it throws. */
    public static <R> Supplier<R> begin(Supplier<R> work) {
        FutureTask<R> begun = new FutureTask<>(CallScope.shared(work::get));
        Thread.startVirtualThread(begun);
        return () -> result(begun);
    }

    private static <R> R result(Future<R> done) {
        try {
            return done.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }
}
