package dev.tallystick.batch;

import dev.tallystick.store.Unavailable;
import dev.tallystick.stream.QueueMessage;
import java.time.Duration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The FIFO queue of batches. Those of one till are a message group, so they are carried out one after the other. */
final class BatchesQueue {

    private final SqsClient queues;
    private final String url;

    BatchesQueue(SqsClient queues, String url) {
        this.queues = queues;
        this.url = url;
    }

    /** @throws Unavailable when the queue does not take it */
    void send(BatchMessage message, String body) {
        String group = message.key().terminal() == null
                ? message.key().source()
                : message.key().source() + "." + message.key().terminal();
        try {
            queues.sendMessage(request -> request.queueUrl(url)
                    .messageGroupId(group)
                    .messageDeduplicationId(message.requestId())
                    .messageBody(body));
        } catch (SdkException e) {
            throw new Unavailable(e);
        }
    }

    /** Lets a message that failed come again after so long, instead of after the queue's own time. */
    void retryAfter(QueueMessage message, Duration wait) {
        queues.changeMessageVisibility(request -> request.queueUrl(url)
                .receiptHandle(message.receipt())
                .visibilityTimeout(Math.toIntExact(wait.toSeconds())));
    }
}
