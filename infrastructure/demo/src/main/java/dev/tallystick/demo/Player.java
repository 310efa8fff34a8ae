package dev.tallystick.demo;

import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Plays a story over HTTP as the web shop and the stores: enrols each customer, posts each purchase, spends points. Every
 * id is the same in every run, so that playing a story again changes nothing.
 */
public final class Player {

    private final Api api;
    private final Connection connection;

    public Player(Api api, Connection connection) {
        this.api = api;
        this.connection = connection;
    }

    /**
     * Plays it; a customer's purchases in order of time, those of different customers side by side.
     *
     * @param lanes how many requests are under way at most
     * @throws Fault at the first answer that is none of those expected
     */
    public Played play(Story story, int lanes, Progress progress) {
        AtomicInteger done = new AtomicInteger();
        int all = story.purchases().size();
        try (ExecutorService threads = Executors.newFixedThreadPool(lanes)) {
            CompletionService<Played> running = new ExecutorCompletionService<>(threads);
            List<List<Purchase>> parts = story.lanes(lanes);
            for (List<Purchase> part : parts) {
                running.submit(new Lane(api, connection, part, () -> progress.played(done.incrementAndGet(), all)));
            }
            try {
                Played played = Played.NOTHING;
                for (int i = 0; i < parts.size(); i++) {
                    played = played.plus(running.take().get());
                }
                return played;
            } catch (ExecutionException e) {
                threads.shutdownNow();
                throw e.getCause() instanceof Fault fault ? fault : new IllegalStateException(e.getCause());
            } catch (InterruptedException _) {
                threads.shutdownNow();
                Thread.currentThread().interrupt();
                throw new Fault("stopped");
            }
        }
    }
}
