package dev.tallystick.webhook;

import dev.tallystick.stream.FeedPosition;
import dev.tallystick.webhook.Lane.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** Sends what is due, of several members at a time, of each in order and no further than to its first failure. */
final class Round {

    /** So many calls to one receiver at a time. */
    static final int PARALLEL = 8;

    private final Sender sender;
    private final Webhook webhook;
    private final Map<FeedPosition, Message> messages;
    private final BooleanSupplier timeIsLeft;
    private final AtomicBoolean gone = new AtomicBoolean();

    Round(Sender sender, Webhook webhook, Map<FeedPosition, Message> messages, BooleanSupplier timeIsLeft) {
        this.sender = sender;
        this.webhook = webhook;
        this.messages = messages;
        this.timeIsLeft = timeIsLeft;
    }

    /** One event that was sent. */
    record Sent(Waiting event, Message message, Attempt attempt) {}

    /** What was sent of a lane: all delivered but perhaps the last. */
    record Result(Lane lane, List<Sent> sent) {}

    /** @param due each with the first of its events that are to be sent now */
    List<Result> run(Map<Lane, List<Waiting>> due) {
        try (ExecutorService executor = Executors.newFixedThreadPool(Math.min(PARALLEL, due.size()))) {
            List<Callable<Result>> calls = new ArrayList<>();
            due.forEach((lane, events) -> calls.add(() -> new Result(lane, inOrder(events))));
            List<Result> results = new ArrayList<>();
            for (Future<Result> result : executor.invokeAll(calls)) {
                results.add(result.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a webhook could not be called", e);
        }
    }

    private List<Sent> inOrder(List<Waiting> events) {
        List<Sent> sent = new ArrayList<>();
        for (Waiting event : events) {
            if (gone.get() || !timeIsLeft.getAsBoolean()) {
                break;
            }
            Message message = messages.get(event.at());
            if (message == null) {
                throw new IllegalStateException("an event was not read");
            }
            Attempt attempt = sender.send(webhook, message);
            sent.add(new Sent(event, message, attempt));
            if (attempt.gone()) {
                gone.set(true);
            }
            if (!attempt.delivered()) {
                break;
            }
        }
        return sent;
    }
}
