package dev.tallystick.local.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.local.queue.QueueView.Depth;
import dev.tallystick.local.queue.QueueView.Message;
import dev.tallystick.local.queue.QueueView.Order;
import dev.tallystick.local.queue.QueueView.State;
import dev.tallystick.local.template.Account;
import dev.tallystick.local.wire.AwsCall;
import dev.tallystick.local.wire.Json;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class QueueViewTest {

    @TempDir
    Path directory;

    private Queues queues;
    private AwsCall sqs;
    private QueueView view;

    @BeforeEach
    void start() {
        queues = Queues.start(directory, "us-east-1", Account.LOCAL_ID, 1);
        sqs = queues.calls("us-east-1");
        view = queues.view();
        sqs.call("CreateQueue", Map.of("QueueName", "work"));
        sqs.call("CreateQueue", Map.of("QueueName", "in-line.fifo", "Attributes", Map.of("FifoQueue", "true")));
    }

    @AfterEach
    void stop() {
        queues.close();
    }

    private Map<String, Object> call(String operation, String queue, Map<String, ?> more) {
        Map<String, Object> request = new HashMap<>(more);
        request.put("QueueUrl", queues.url() + "/" + Account.LOCAL_ID + "/" + queue);
        return sqs.call(operation, request);
    }

    @Test
    void it_shows_messages_in_each_state_and_changes_none() {
        Instant before = Instant.ofEpochMilli(System.currentTimeMillis());
        call("SendMessage", "work", Map.of("MessageBody", "taken"));
        Map<String, Object> taken = Json.objects(call("ReceiveMessage", "work", Map.of("VisibilityTimeout", 600))
                        .get("Messages"))
                .getFirst();
        Map<String, Object> vip = Map.of("DataType", "String", "StringValue", "yes");
        call("SendMessage", "work", Map.of("MessageBody", "waits", "MessageAttributes", Map.of("vip", vip)));
        call("SendMessage", "work", Map.of("MessageBody", "late", "DelaySeconds", 900));

        List<Message> messages = view.messages("work", Order.OLDEST_FIRST, 100);
        assertThat(messages).extracting(Message::body).containsExactly("taken", "waits", "late");
        assertThat(messages).extracting(Message::state).containsExactly(State.IN_FLIGHT, State.VISIBLE, State.DELAYED);
        Message first = messages.getFirst();
        assertThat(first.id()).isEqualTo(taken.get("MessageId"));
        assertThat(first.receiveCount()).isOne();
        assertThat(first.sent()).isAfterOrEqualTo(before);
        assertThat(first.firstReceived())
                .hasValueSatisfying(at -> assertThat(at).isAfterOrEqualTo(first.sent()));
        assertThat(first.visibleFrom()).isAfter(Instant.now());
        assertThat(messages.get(1).attributes()).contains("vip", "yes");
        assertThat(messages.get(1).firstReceived()).isEmpty();
        assertThat(view.depth("work")).isEqualTo(new Depth(1, 1, 1));
        assertThat(Json.objects(call("ReceiveMessage", "work", Map.of("MaxNumberOfMessages", 10))
                        .get("Messages")))
                .extracting(message -> message.get("Body"))
                .containsExactly("waits");
    }

    @Test
    void it_shows_as_many_as_asked_for_from_either_end_with_their_groups() {
        for (int i = 0; i < 5; i++) {
            call(
                    "SendMessage",
                    "in-line.fifo",
                    Map.of("MessageBody", "m" + i, "MessageGroupId", "g", "MessageDeduplicationId", "d" + i));
        }
        assertThat(view.messages("in-line.fifo", Order.OLDEST_FIRST, 2))
                .extracting(Message::body)
                .containsExactly("m0", "m1");
        List<Message> newest = view.messages("in-line.fifo", Order.NEWEST_FIRST, 2);
        assertThat(newest).extracting(Message::body).containsExactly("m4", "m3");
        assertThat(newest.getFirst().group()).hasValue("g");
        assertThat(newest.getFirst().deduplicationId()).hasValue("d4");
    }

    @Test
    void a_long_body_is_cut() {
        call("SendMessage", "work", Map.of("MessageBody", "x".repeat(20_000)));
        Message message = view.messages("work", Order.OLDEST_FIRST, 1).getFirst();
        assertThat(message.cut()).isTrue();
        assertThat(message.body()).hasSize(8192);
    }

    @Test
    void of_a_queue_that_is_not_there_it_shows_nothing() {
        assertThat(view.depth("nowhere")).isEqualTo(new Depth(0, 0, 0));
        assertThat(view.messages("nowhere", Order.NEWEST_FIRST, 10)).isEmpty();
    }
}
