package dev.tallystick.batch;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tallystick.access.Sources;
import dev.tallystick.json.JsonObject;
import dev.tallystick.log.CallScope;
import dev.tallystick.log.Log;
import dev.tallystick.stream.QueueMessage;
import dev.tallystick.wiring.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Carries out the batches in the queue. One of which something is left comes again, and goes on where it was; what keeps
 * failing ends in the queue of dead letters.
 */
public final class ApplyBatches implements RequestStreamHandler {

    /** What a row may take at most, and then the answer. */
    private static final int SPARE_MILLIS = 10_000;

    private static final long LONGEST_WAIT_SECONDS = 600;

    private final BatchWork work;
    private final BatchesQueue queue;
    private final int mostReceives;

    public ApplyBatches() {
        this(Wiring.fromEnvironment());
    }

    private ApplyBatches(Wiring wiring) {
        this(
                new BatchWork(
                        new Rows(
                                wiring.enrolments(),
                                wiring.purchases(),
                                wiring.refunds(),
                                wiring.redemptions(),
                                wiring.answers()),
                        wiring.rowResults(),
                        new Whose(wiring.directory(), wiring.operations()),
                        new Sources(wiring.database(), wiring.tables())),
                new BatchesQueue(wiring.queues(), wiring.variable("BATCHES_QUEUE_URL")),
                Integer.parseInt(wiring.variable("BATCHES_MOST_RECEIVES")));
    }

    /** @param mostReceives after so many deliveries the queue gives a message up */
    ApplyBatches(BatchWork work, BatchesQueue queue, int mostReceives) {
        this.work = work;
        this.queue = queue;
        this.mostReceives = mostReceives;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        List<QueueMessage> left = new ArrayList<>();
        for (QueueMessage message : QueueMessage.readAll(event)) {
            JsonObject about = new JsonObject().with("messageId", message.id());
            if (!CallScope.within(
                    about, () -> isDone(message, () -> context.getRemainingTimeInMillis() > SPARE_MILLIS))) {
                left.add(message);
            }
        }
        answer.write(QueueMessage.answer(left));
    }

    private boolean isDone(QueueMessage message, BooleanSupplier timeIsLeft) {
        try {
            boolean last = message.receiveCount() >= mostReceives;
            if (work.apply(BatchMessage.read(message.body()), last, timeIsLeft)) {
                return true;
            }
        } catch (RuntimeException e) {
            Log.error("batch-failed", new JsonObject(), e);
        }
        retryLater(message);
        return false;
    }

    /** Where that fails too, the message comes again after the queue's own time. */
    private void retryLater(QueueMessage message) {
        try {
            queue.retryAfter(message, wait(message.receiveCount()));
        } catch (RuntimeException e) {
            Log.error("batch-not-put-back", new JsonObject(), e);
        }
    }

    /** Seconds at first, minutes in the end. */
    private static Duration wait(int receiveCount) {
        return Duration.ofSeconds(Math.min(LONGEST_WAIT_SECONDS, 1L << Math.min(receiveCount, 10)));
    }
}
