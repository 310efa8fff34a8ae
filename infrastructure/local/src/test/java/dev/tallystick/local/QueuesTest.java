package dev.tallystick.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.local.wire.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class QueuesTest {

    @TempDir
    Path directory;

    private RunningCloud shop;

    @BeforeEach
    void start() throws Exception {
        shop = RunningCloud.start(directory, "shop.yaml");
    }

    @AfterEach
    void stop() {
        shop.close();
    }

    private String send(String queue, String group, String body) {
        return String.valueOf(shop.sqs()
                .call(
                        "SendMessage",
                        Map.of(
                                "QueueUrl", shop.queueUrl(queue),
                                "MessageBody", body,
                                "MessageGroupId", group,
                                "MessageDeduplicationId", body))
                .get("MessageId"));
    }

    private List<String> bodies() throws IOException {
        return shop.records("Worker").stream()
                .map(record -> String.valueOf(record.get("body")))
                .toList();
    }

    private String depth(String queue) {
        Map<String, Object> attributes = Json.asObject(shop.sqs()
                        .call(
                                "GetQueueAttributes",
                                Map.of("QueueUrl", shop.queueUrl(queue), "AttributeNames", List.of("All")))
                        .get("Attributes"))
                .orElseThrow();
        return attributes.get("ApproximateNumberOfMessages") + "+"
                + attributes.get("ApproximateNumberOfMessagesNotVisible");
    }

    @Test
    void messages_of_a_group_arrive_in_order_as_Lambda_gives_them_and_are_deleted() throws Exception {
        for (int i = 1; i <= 7; i++) {
            send("work.fifo", "g", "m" + i);
        }
        RunningCloud.eventually(() -> bodies().size() >= 7 && depth("work.fifo").equals("0+0"));
        assertThat(bodies()).containsExactly("m1", "m2", "m3", "m4", "m5", "m6", "m7");
        Map<String, Object> record = shop.records("Worker").getFirst();
        assertThat(record)
                .containsEntry("eventSource", "aws:sqs")
                .containsEntry("eventSourceARN", "arn:aws:sqs:us-east-1:000000000000:work.fifo")
                .containsEntry("awsRegion", "us-east-1")
                .containsEntry("messageAttributes", Map.of())
                .containsKeys("messageId", "receiptHandle", "md5OfBody");
        assertThat(Json.asObject(record.get("attributes")).orElseThrow())
                .containsEntry("MessageGroupId", "g")
                .containsEntry("ApproximateReceiveCount", "1")
                .containsKeys("SequenceNumber", "SentTimestamp", "MessageDeduplicationId");
    }

    @Test
    void what_failed_comes_again_and_what_did_not_is_deleted() throws Exception {
        shop.answer("Worker", "throw");
        String failing = send("work.fifo", "g", "failing");
        RunningCloud.eventually(() -> bodies().size() == 1);
        shop.answer("Worker", "{\"batchItemFailures\": [{\"itemIdentifier\": \"" + failing + "\"}]}");
        RunningCloud.eventually(() -> bodies().size() >= 2);
        // The queue's limit of receives moves it away after the second one.
        RunningCloud.eventually(() -> depth("work-dead.fifo").equals("1+0"));
        shop.answer("Worker", "{}");
        send("work.fifo", "g", "good");
        RunningCloud.eventually(
                () -> bodies().contains("good") && depth("work.fifo").equals("0+0"));
        assertThat(bodies()).containsExactly("failing", "failing", "good");
    }

    private List<String> receive(String queue, int most) {
        return Json.objects(shop.sqs()
                        .call("ReceiveMessage", Map.of("QueueUrl", shop.queueUrl(queue), "MaxNumberOfMessages", most))
                        .get("Messages"))
                .stream()
                .map(message -> String.valueOf(message.get("Body")))
                .toList();
    }

    @Test
    void messages_queues_tables_and_secrets_are_there_after_a_restart() throws Exception {
        Map<String, Object> secret = shop.secrets().call("GetSecretValue", Map.of("SecretId", "Secret"));
        shop.dynamodb().call("PutItem", Map.of("TableName", "shop-orders", "Item", Map.of("pk", Map.of("S", "kept"))));
        for (String body : List.of("k1", "k2", "k3")) {
            send("work-dead.fifo", "g", body);
        }
        shop.close();
        shop = RunningCloud.start(directory, "shop.yaml");
        assertThat(shop.secrets().call("GetSecretValue", Map.of("SecretId", "Secret")))
                .isEqualTo(secret);
        assertThat(shop.dynamodb()
                        .call("GetItem", Map.of("TableName", "shop-orders", "Key", Map.of("pk", Map.of("S", "kept")))))
                .containsKey("Item");
        assertThat(receive("work-dead.fifo", 10)).containsExactly("k1", "k2", "k3");
    }
}
