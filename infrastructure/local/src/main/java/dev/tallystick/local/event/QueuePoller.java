package dev.tallystick.local.event;

import dev.tallystick.local.function.Answer;
import dev.tallystick.local.function.Fleet;
import dev.tallystick.local.plan.QueueSource;
import dev.tallystick.local.wire.AwsCall;
import dev.tallystick.local.wire.Json;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Calls a function with a queue's messages and deletes those that it dealt with. What failed shows up again when its
 * visibility time-out is over, as with Lambda. A FIFO queue itself holds back the rest of a group in flight.
 */
final class QueuePoller {

    private static final int WAIT_SECONDS = 20;
    private static final int PAUSE_MILLISECONDS = 500;

    private final QueueSource source;
    private final Fleet fleet;
    private final AwsCall sqs;
    private final String url;
    private final String region;
    private final Semaphore free;
    private final Threads batches;

    QueuePoller(QueueSource source, Fleet fleet, AwsCall sqs, String url, String region, Threads batches) {
        this.batches = batches;
        this.source = source;
        this.fleet = fleet;
        this.sqs = sqs;
        this.url = url;
        this.region = region;
        this.free = new Semaphore(source.concurrency());
    }

    /** Polls until the cloud is stopped. */
    void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                free.acquire();
                List<Map<String, @Nullable Object>> messages = receive();
                if (messages.isEmpty()) {
                    free.release();
                } else {
                    batches.start("batch for " + source.function().id(), () -> deliver(messages));
                }
            }
        } catch (InterruptedException | AwsCall.Stopped _) {
            // the cloud is being stopped
        }
    }

    private List<Map<String, @Nullable Object>> receive() throws InterruptedException {
        try {
            return Json.objects(sqs.call(
                            "ReceiveMessage",
                            Map.of(
                                    "QueueUrl", url,
                                    "MaxNumberOfMessages", source.batchSize(),
                                    "WaitTimeSeconds", WAIT_SECONDS,
                                    "AttributeNames", List.of("All"),
                                    "MessageAttributeNames", List.of("All")))
                    .get("Messages"));
        } catch (AwsCall.Refused | UncheckedIOException _) {
            Thread.sleep(PAUSE_MILLISECONDS);
            return List.of();
        }
    }

    private void deliver(List<Map<String, @Nullable Object>> messages) {
        try {
            Map<String, Map<String, @Nullable Object>> byId = new LinkedHashMap<>();
            messages.forEach(message -> byId.put(String.valueOf(message.get("MessageId")), message));
            String event = Json.text(Map.of(
                    "Records",
                    messages.stream()
                            .map(message ->
                                    QueueRecord.of(message, source.queue().arn(), region))
                            .toList()));
            Answer answer = fleet.invoke(source.function(), event);
            Set<String> failed =
                    BatchResult.of(answer, source.reportsFailures()).failed(byId.keySet());
            byId.forEach((id, message) -> {
                if (!failed.contains(id)) {
                    delete(String.valueOf(message.get("ReceiptHandle")));
                }
            });
        } catch (AwsCall.Stopped _) {
            giveBack(messages);
        } catch (UncheckedIOException _) {
            // the queue does not answer; the messages come again
        } finally {
            free.release();
        }
    }

    // The cloud is being stopped in mid-call: when it runs again the messages are there at once.
    private void giveBack(List<Map<String, @Nullable Object>> messages) {
        var _ = Thread.interrupted();
        for (Map<String, @Nullable Object> message : messages) {
            try {
                sqs.call(
                        "ChangeMessageVisibility",
                        Map.of(
                                "QueueUrl",
                                url,
                                "ReceiptHandle",
                                String.valueOf(message.get("ReceiptHandle")),
                                "VisibilityTimeout",
                                0));
            } catch (AwsCall.Refused | UncheckedIOException _) {
                // it comes when its visibility time-out is over
            }
        }
    }

    private void delete(String receipt) {
        try {
            sqs.call("DeleteMessage", Map.of("QueueUrl", url, "ReceiptHandle", receipt));
        } catch (AwsCall.Refused _) {
            // it was received again meanwhile, and comes once more
        }
    }
}
