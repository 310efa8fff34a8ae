package dev.tallystick.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.local.queue.QueueView.Message;
import dev.tallystick.local.queue.QueueView.Order;
import dev.tallystick.local.queue.Queues;
import dev.tallystick.local.template.Account;
import dev.tallystick.local.wire.AwsCall;
import dev.tallystick.local.wire.Json;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeptDeadLettersTest {

    @TempDir
    Path directory;

    private Queues queues;
    private AwsCall sqs;

    @BeforeEach
    void start() {
        queues = Queues.start(directory, "us-east-1", Account.LOCAL_ID, 1);
        sqs = queues.calls("us-east-1");
    }

    @AfterEach
    void stop() {
        queues.close();
    }

    private void restart() {
        stop();
        start();
    }

    private Map<String, Object> call(String operation, String queue, Map<String, ?> more) {
        Map<String, Object> request = new HashMap<>(more);
        request.put("QueueUrl", queues.url() + "/" + Account.LOCAL_ID + "/" + queue);
        return sqs.call(operation, request);
    }

    private void makeQueues(int maxReceiveCount) {
        sqs.call("CreateQueue", Map.of("QueueName", "dead"));
        sqs.call("CreateQueue", Map.of("QueueName", "work"));
        call(
                "SetQueueAttributes",
                "work",
                Map.of(
                        "Attributes",
                        Map.of(
                                "RedrivePolicy",
                                Json.text(Map.of(
                                        "deadLetterTargetArn",
                                        "arn:aws:sqs:us-east-1:" + Account.LOCAL_ID + ":dead",
                                        "maxReceiveCount",
                                        maxReceiveCount)))));
    }

    private List<String> receive(String queue) {
        return receive(queue, 0, 0);
    }

    private List<String> receive(String queue, int visibilitySeconds, int waitSeconds) {
        return Json.objects(call(
                                "ReceiveMessage",
                                queue,
                                Map.of(
                                        "MaxNumberOfMessages",
                                        10,
                                        "VisibilityTimeout",
                                        visibilitySeconds,
                                        "WaitTimeSeconds",
                                        waitSeconds))
                        .get("Messages"))
                .stream()
                .map(message -> String.valueOf(message.get("Body")))
                .toList();
    }

    private List<String> kept(String queue) {
        return queues.view().messages(queue, Order.OLDEST_FIRST, 100).stream()
                .map(Message::body)
                .toList();
    }

    @Test
    void a_dead_letter_is_kept_in_one_queue_only_and_what_comes_after_a_restart_is_kept_too() {
        makeQueues(1);
        call("SendMessage", "work", Map.of("MessageBody", "poison"));
        assertThat(receive("work")).containsExactly("poison");
        assertThat(receive("work")).isEmpty();
        assertThat(receive("dead")).containsExactly("poison");
        restart();
        assertThat(receive("work")).isEmpty();
        call("SendMessage", "dead", Map.of("MessageBody", "by hand"));
        call("SendMessage", "work", Map.of("MessageBody", "good"));
        restart();
        assertThat(receive("dead")).containsExactlyInAnyOrder("poison", "by hand");
        assertThat(receive("work")).containsExactly("good");
    }

    @Test
    void a_dead_letter_that_a_waiting_receive_has_moved_is_kept_in_one_queue_only() throws Exception {
        makeQueues(2);
        call("SendMessage", "work", Map.of("MessageBody", "poison"));
        assertThat(receive("work", 1, 0)).containsExactly("poison");
        assertThat(receive("work", 1, 5)).containsExactly("poison");
        assertThat(receive("work", 1, 3)).isEmpty();
        RunningCloud.eventually(() -> kept("work").isEmpty() && kept("dead").equals(List.of("poison")));
        restart();
        assertThat(receive("work")).isEmpty();
        call("SendMessage", "dead", Map.of("MessageBody", "by hand"));
        restart();
        assertThat(receive("dead")).containsExactlyInAnyOrder("poison", "by hand");
    }
}
