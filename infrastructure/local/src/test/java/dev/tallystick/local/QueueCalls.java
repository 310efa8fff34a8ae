package dev.tallystick.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.local.template.Account;
import dev.tallystick.local.wire.AwsCall;
import dev.tallystick.local.wire.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What tests ask of queues, in few words. */
record QueueCalls(String endpoint) {

    Map<String, Object> call(String operation, Map<String, ?> request) {
        return new AwsCall(endpoint, "AmazonSQS", "us-east-1").call(operation, request);
    }

    String url(String queue) {
        return endpoint + "/" + Account.LOCAL_ID + "/" + queue;
    }

    static String arn(String queue) {
        return "arn:aws:sqs:us-east-1:" + Account.LOCAL_ID + ":" + queue;
    }

    Map<String, Object> call(String operation, String queue, Map<String, ?> more) {
        Map<String, Object> request = new HashMap<>(more);
        request.put("QueueUrl", url(queue));
        return call(operation, request);
    }

    Map<String, Object> send(String queue, String body) {
        return call("SendMessage", queue, Map.of("MessageBody", body));
    }

    Map<String, Object> send(String queue, String group, String id, String body) {
        return call(
                "SendMessage",
                queue,
                Map.of("MessageBody", body, "MessageGroupId", group, "MessageDeduplicationId", id));
    }

    /** Sends messages to a group, one after another. */
    void sendInOrder(String queue, String group, List<String> bodies) {
        bodies.forEach(body -> send(queue, group, deduplicationId(body), body));
    }

    /** Sends up to ten messages at once, to a group where it is not empty; ElasticMQ takes them side by side, in any order. */
    void sendBatch(String queue, String group, List<String> bodies) {
        List<Map<String, String>> entries = IntStream.range(0, bodies.size())
                .mapToObj(i -> entry(group, "e" + i, bodies.get(i)))
                .toList();
        Map<String, Object> answer = call("SendMessageBatch", queue, Map.of("Entries", entries));
        assertThat(Json.objects(answer.get("Successful"))).as(Json.text(answer)).hasSameSizeAs(bodies);
    }

    private static Map<String, String> entry(String group, String id, String body) {
        return group.isEmpty()
                ? Map.of("Id", id, "MessageBody", body)
                : Map.of(
                        "Id", id,
                        "MessageBody", body,
                        "MessageGroupId", group,
                        "MessageDeduplicationId", deduplicationId(body));
    }

    private static String deduplicationId(String body) {
        return Integer.toHexString(body.hashCode());
    }

    List<Map<String, Object>> receive(String queue, int most, int visibilitySeconds) {
        return Json.objects(call(
                        "ReceiveMessage",
                        queue,
                        Map.of(
                                "MaxNumberOfMessages",
                                most,
                                "VisibilityTimeout",
                                visibilitySeconds,
                                "MessageAttributeNames",
                                List.of("All"),
                                "AttributeNames",
                                List.of("All")))
                .get("Messages"));
    }

    void delete(String queue, Map<String, Object> message) {
        call("DeleteMessage", queue, Map.of("ReceiptHandle", message.get("ReceiptHandle")));
    }

    void giveBack(String queue, Map<String, Object> message) {
        call(
                "ChangeMessageVisibility",
                queue,
                Map.of("ReceiptHandle", message.get("ReceiptHandle"), "VisibilityTimeout", 0));
    }

    /** Lets messages that a function failed with be received again at once; a receipt may be an old one. */
    void giveBackFailed(String queue, List<String> receipts) {
        for (String receipt : receipts) {
            try {
                giveBack(queue, Map.of("ReceiptHandle", receipt));
            } catch (AwsCall.Refused _) {
                // a later receipt counts
            }
        }
    }

    static List<String> bodies(List<Map<String, Object>> messages) {
        return messages.stream()
                .map(message -> String.valueOf(message.get("Body")))
                .toList();
    }

    /** The numbers that the queue gave messages when it took them. */
    static List<Long> sequenceNumbers(List<Map<String, Object>> messages) {
        return messages.stream()
                .map(message -> Long.valueOf(attribute(message, "SequenceNumber")))
                .toList();
    }

    static String attribute(Map<String, Object> message, String name) {
        return String.valueOf(
                Json.asObject(message.get("Attributes")).orElseThrow().get(name));
    }

    /** How many messages are visible, in flight and delayed. */
    String depth(String queue) {
        Map<String, Object> attributes = Json.asObject(
                        call("GetQueueAttributes", queue, Map.of("AttributeNames", List.of("All")))
                                .get("Attributes"))
                .orElseThrow();
        return attributes.get("ApproximateNumberOfMessages") + "+"
                + attributes.get("ApproximateNumberOfMessagesNotVisible") + "+"
                + attributes.get("ApproximateNumberOfMessagesDelayed");
    }
}
