package dev.tallystick.local.queue;

import dev.tallystick.local.wire.AwsCall;
import dev.tallystick.local.wire.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A queue from or to which messages are moved. */
record MoveQueue(AwsCall sqs, String endpoint, String arn) {

    private static final int VISIBILITY_SECONDS = 60;

    boolean fifo() {
        return arn.endsWith(".fifo");
    }

    boolean exists() {
        try {
            sqs.call("GetQueueUrl", Map.of("QueueName", name()));
            return true;
        } catch (AwsCall.Refused _) {
            return false;
        }
    }

    private String name() {
        return arn.substring(arn.lastIndexOf(':') + 1);
    }

    private String url() {
        return endpoint + "/" + arn.split(":", -1)[4] + "/" + name();
    }

    /** The queues whose dead letters come here. */
    List<MoveQueue> deadLetterSources() {
        return sqs.call("ListQueues", Map.of()).get("QueueUrls") instanceof List<?> urls
                ? urls.stream()
                        .map(url -> ofName(String.valueOf(url)))
                        .filter(queue -> name().equals(queue.deadLetterName()))
                        .toList()
                : List.of();
    }

    private MoveQueue ofName(String url) {
        String prefix = arn.substring(0, arn.lastIndexOf(':') + 1);
        return new MoveQueue(sqs, endpoint, prefix + url.substring(url.lastIndexOf('/') + 1));
    }

    private String deadLetterName() {
        String target = Json.object(attribute("RedrivePolicy"))
                .flatMap(policy -> Json.string(policy, "deadLetterTargetArn"))
                .orElse("");
        return target.substring(target.lastIndexOf(':') + 1);
    }

    private String attribute(String name) {
        Map<String, Object> request = Map.of("QueueUrl", url(), "AttributeNames", List.of(name));
        return Json.asObject(sqs.call("GetQueueAttributes", request).get("Attributes"))
                .flatMap(attributes -> Json.string(attributes, name))
                .orElse("");
    }

    /** Where a message came from before it was a dead letter. */
    MoveQueue originOf(Map<String, @Nullable Object> message, MoveQueue otherwise) {
        return Json.string(attributes(message), "DeadLetterQueueSourceArn")
                .map(source -> new MoveQueue(sqs, endpoint, source))
                .orElse(otherwise);
    }

    long visible() {
        return Long.parseLong(attribute("ApproximateNumberOfMessages"));
    }

    List<Map<String, @Nullable Object>> receive(int most) {
        return Json.objects(sqs.call(
                        "ReceiveMessage",
                        Map.of(
                                "QueueUrl", url(),
                                "MaxNumberOfMessages", most,
                                "VisibilityTimeout", VISIBILITY_SECONDS,
                                "AttributeNames", List.of("All"),
                                "MessageAttributeNames", List.of("All")))
                .get("Messages"));
    }

    /**
     * Sends a copy in the same group. Its deduplication id is made of the dead letter's id: with the one that it has, ElasticMQ
     * would drop it as a duplicate when it dies again within five minutes.
     */
    void send(Map<String, @Nullable Object> message) {
        Map<String, @Nullable Object> attributes = attributes(message);
        Map<String, @Nullable Object> request = new HashMap<>();
        request.put("QueueUrl", url());
        request.put("MessageBody", message.get("Body"));
        Json.string(attributes, "MessageGroupId").ifPresent(group -> request.put("MessageGroupId", group));
        if (fifo()) {
            request.put("MessageDeduplicationId", message.get("MessageId") + "-moved");
        }
        Json.asObject(message.get("MessageAttributes")).ifPresent(own -> request.put("MessageAttributes", own));
        Json.string(attributes, "AWSTraceHeader")
                .ifPresent(trace -> request.put(
                        "MessageSystemAttributes",
                        Map.of("AWSTraceHeader", Map.of("DataType", "String", "StringValue", trace))));
        sqs.call("SendMessage", request);
    }

    void delete(Map<String, @Nullable Object> message) {
        sqs.call("DeleteMessage", Map.of("QueueUrl", url(), "ReceiptHandle", receipt(message)));
    }

    void giveBack(Map<String, @Nullable Object> message) {
        sqs.call(
                "ChangeMessageVisibility",
                Map.of("QueueUrl", url(), "ReceiptHandle", receipt(message), "VisibilityTimeout", 0));
    }

    private static String receipt(Map<String, @Nullable Object> message) {
        return String.valueOf(message.get("ReceiptHandle"));
    }

    private static Map<String, @Nullable Object> attributes(Map<String, @Nullable Object> message) {
        return Json.asObject(message.get("Attributes")).orElse(Map.of());
    }
}
