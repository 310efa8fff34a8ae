package dev.tallystick.local.queue;

import dev.tallystick.local.Fault;
import dev.tallystick.local.plan.QueueSpec;
import dev.tallystick.local.wire.AwsCall;
import dev.tallystick.local.wire.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes the template's queues where they are not there yet, and gives all of them the template's settings. */
public final class QueueMaker {

    private final AwsCall calls;

    /** Makes queues through these calls. */
    public QueueMaker(AwsCall calls) {
        this.calls = calls;
    }

    /** Makes or adjusts all queues; redrive policies last, because their targets must be there. */
    public void make(List<QueueSpec> queues) {
        for (QueueSpec queue : queues) {
            Map<String, String> settings = settings(queue);
            if (exists(queue.name())) {
                adjust(queue.name(), settings);
            } else {
                create(queue, settings);
            }
        }
        for (QueueSpec queue : queues) {
            queue.redrive()
                    .ifPresent(redrive -> adjust(
                            queue.name(),
                            Map.of(
                                    "RedrivePolicy",
                                    Json.text(Map.of(
                                            "deadLetterTargetArn", redrive.targetArn(),
                                            "maxReceiveCount", redrive.maxReceiveCount())))));
        }
    }

    private void create(QueueSpec queue, Map<String, String> settings) {
        Map<String, String> attributes = new LinkedHashMap<>(settings);
        if (queue.fifo()) {
            attributes.put("FifoQueue", "true");
            attributes.put("ContentBasedDeduplication", Boolean.toString(queue.contentBasedDeduplication()));
        }
        try {
            calls.call("CreateQueue", Map.of("QueueName", queue.name(), "Attributes", attributes));
        } catch (AwsCall.Refused refused) {
            throw new Fault(queue.id() + ": the queue is refused: " + refused.getMessage());
        }
    }

    private void adjust(String name, Map<String, String> attributes) {
        Object url = calls.call("GetQueueUrl", Map.of("QueueName", name)).get("QueueUrl");
        calls.call("SetQueueAttributes", Map.of("QueueUrl", String.valueOf(url), "Attributes", attributes));
    }

    private boolean exists(String name) {
        try {
            calls.call("GetQueueUrl", Map.of("QueueName", name));
            return true;
        } catch (AwsCall.Refused _) {
            return false;
        }
    }

    private static Map<String, String> settings(QueueSpec queue) {
        return Map.of(
                "VisibilityTimeout", Integer.toString(queue.visibilitySeconds()),
                "DelaySeconds", Integer.toString(queue.delaySeconds()),
                "ReceiveMessageWaitTimeSeconds", Integer.toString(queue.waitSeconds()));
    }
}
