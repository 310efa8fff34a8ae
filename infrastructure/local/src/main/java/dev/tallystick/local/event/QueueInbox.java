package dev.tallystick.local.event;

import dev.tallystick.local.plan.QueueSource;
import dev.tallystick.local.queue.Queues;
import dev.tallystick.local.wire.AwsCall;
import dev.tallystick.local.wire.Json;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A queue as its function sees it: what no filter lets through is deleted, as with Lambda. */
final class QueueInbox {

    private static final int AT_ONCE = 10;

    private static final int PAUSE_MILLISECONDS = 500;

    private final QueueSource source;
    private final Queues queues;
    private final AwsCall sqs;
    private final String url;
    private final String region;

    QueueInbox(QueueSource source, Queues queues, String url, String region) {
        this.source = source;
        this.queues = queues;
        this.sqs = queues.calls(region);
        this.url = url;
        this.region = region;
    }

    /** Messages for the function, as soon as there are any; none if none came in the meantime. */
    List<QueueMessage> receive(int most, int waitSeconds) throws InterruptedException {
        List<QueueMessage> wanted = new ArrayList<>();
        List<QueueMessage> unwanted = new ArrayList<>();
        for (QueueMessage message : receiveAll(most, waitSeconds)) {
            (message.matches(source.filters()) ? wanted : unwanted).add(message);
        }
        delete(unwanted);
        return wanted;
    }

    private List<QueueMessage> receiveAll(int most, int waitSeconds) throws InterruptedException {
        try {
            return Json.objects(sqs.call(
                                    "ReceiveMessage",
                                    Map.of(
                                            "QueueUrl", url,
                                            "MaxNumberOfMessages", Math.min(most, AT_ONCE),
                                            "WaitTimeSeconds", waitSeconds,
                                            "AttributeNames", List.of("All"),
                                            "MessageAttributeNames", List.of("All")))
                            .get("Messages"))
                    .stream()
                    .map(message -> QueueMessage.of(message, source.queue().arn(), region))
                    .toList();
        } catch (AwsCall.Refused | UncheckedIOException _) {
            Thread.sleep(PAUSE_MILLISECONDS);
            return List.of();
        }
    }

    /** Deletes messages; one that was received again meanwhile stays and comes once more. */
    void delete(List<QueueMessage> messages) {
        for (int from = 0; from < messages.size(); from += AT_ONCE) {
            List<QueueMessage> batch = messages.subList(from, Math.min(messages.size(), from + AT_ONCE));
            List<Map<String, String>> entries = IntStream.range(0, batch.size())
                    .mapToObj(i -> Map.of(
                            "Id",
                            Integer.toString(i),
                            "ReceiptHandle",
                            batch.get(i).receipt()))
                    .toList();
            try {
                sqs.call("DeleteMessageBatch", Map.of("QueueUrl", url, "Entries", entries));
            } catch (AwsCall.Refused | UncheckedIOException _) {
                // they come again when their visibility time-out is over
            }
        }
    }

    /** The cloud is being stopped in mid-call: when it runs again these are there at once. */
    void giveBackAtEnd(List<QueueMessage> messages) {
        queues.giveBackAtEnd(
                source.queue().name(), messages.stream().map(QueueMessage::id).toList());
    }
}
