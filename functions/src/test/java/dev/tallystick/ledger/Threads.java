package dev.tallystick.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Real threads for tests of races. */
public final class Threads {

    private Threads() {}

    /** What the calls come to, in their order. */
    public static <T> List<T> concurrently(int threads, int calls, IntFunction<T> call) {
        List<Callable<T>> tasks = IntStream.range(0, calls)
                .<Callable<T>>mapToObj(i -> () -> call.apply(i))
                .toList();
        List<T> outcomes = new ArrayList<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            for (Future<T> future : executor.invokeAll(tasks)) {
                outcomes.add(future.get());
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
        return outcomes;
    }
}
