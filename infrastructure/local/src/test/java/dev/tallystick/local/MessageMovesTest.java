package dev.tallystick.local;

import static dev.tallystick.local.QueueCalls.arn;
import static dev.tallystick.local.QueueCalls.attribute;
import static dev.tallystick.local.QueueCalls.bodies;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tallystick.local.wire.AwsCall;
import dev.tallystick.local.wire.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Message moves as SQS documents them, for standard and FIFO queues. */
final class MessageMovesTest {

    private static final int LONG = 600;
    private static final List<String> DIGITS = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");

    @TempDir
    Path directory;

    private RunningCloud cloud;
    private QueueCalls queues;

    @BeforeEach
    void start() throws Exception {
        cloud = RunningCloud.start(directory, "queues.yaml");
        queues = new QueueCalls(cloud.endpoint("sqs"));
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    private String move(String source, Map<String, ?> more) {
        Map<String, Object> request = new HashMap<>(more);
        request.put("SourceArn", arn(source));
        return String.valueOf(queues.call("StartMessageMoveTask", request).get("TaskHandle"));
    }

    private Map<String, Object> latest(String source) {
        return Json.objects(queues.call("ListMessageMoveTasks", Map.of("SourceArn", arn(source)))
                        .get("Results"))
                .getFirst();
    }

    private void eventuallyIs(String source, String status) throws Exception {
        RunningCloud.eventually(() -> latest(source).get("Status").equals(status));
    }

    private String refusal(String operation, Map<String, ?> request) {
        return catchThrowableOfType(AwsCall.Refused.class, () -> queues.call(operation, request))
                .code();
    }

    private void die(String queue, String dead, int count) throws Exception {
        for (int i = 0; i < 3; i++) {
            queues.receive(queue, count, 0);
        }
        RunningCloud.eventually(() -> queues.depth(dead).equals(count + "+0+0"));
    }

    @Test
    void dead_letters_go_back_to_where_they_came_from_with_their_attributes_as_new_messages() throws Exception {
        Map<String, Object> vip = Map.of("DataType", "String", "StringValue", "yes");
        Object sent = queues.call(
                        "SendMessage", "plain", Map.of("MessageBody", "one", "MessageAttributes", Map.of("vip", vip)))
                .get("MessageId");
        die("plain", "plain-dead", 1);
        move("plain-dead", Map.of());
        eventuallyIs("plain-dead", "COMPLETED");
        assertThat(latest("plain-dead"))
                .containsEntry("SourceArn", arn("plain-dead"))
                .containsEntry("ApproximateNumberOfMessagesMoved", 1)
                .containsEntry("ApproximateNumberOfMessagesToMove", 1)
                .containsKey("StartedTimestamp")
                .doesNotContainKeys("TaskHandle", "DestinationArn");
        assertThat(queues.depth("plain-dead")).isEqualTo("0+0+0");
        Map<String, Object> back = queues.receive("plain", 10, LONG).getFirst();
        assertThat(back).containsEntry("Body", "one").doesNotContainEntry("MessageId", sent);
        assertThat(attribute(back, "ApproximateReceiveCount")).isEqualTo("1");
        assertThat(Json.asObject(back.get("MessageAttributes")).orElseThrow()).containsOnlyKeys("vip");
    }

    @Test
    void the_dead_letters_of_a_FIFO_queue_go_back_in_order_and_in_their_groups_within_the_deduplication_interval()
            throws Exception {
        queues.sendInOrder("belt.fifo", "g", DIGITS);
        die("belt.fifo", "belt-dead.fifo", 10);
        move("belt-dead.fifo", Map.of());
        eventuallyIs("belt-dead.fifo", "COMPLETED");
        assertThat(queues.depth("belt-dead.fifo")).isEqualTo("0+0+0");
        List<Map<String, Object>> back = queues.receive("belt.fifo", 10, LONG);
        assertThat(bodies(back)).isEqualTo(DIGITS);
        assertThat(back)
                .allMatch(message -> attribute(message, "MessageGroupId").equals("g"));
    }

    @Test
    void what_died_is_moved_and_dies_again_is_not_lost() throws Exception {
        queues.send("belt.fifo", "g", "id", "stubborn");
        for (int i = 0; i < 2; i++) {
            die("belt.fifo", "belt-dead.fifo", 1);
            move("belt-dead.fifo", Map.of());
            eventuallyIs("belt-dead.fifo", "COMPLETED");
        }
        assertThat(bodies(queues.receive("belt.fifo", 10, LONG))).containsExactly("stubborn");
    }

    @Test
    void they_go_to_another_queue_of_the_same_type_where_one_is_named() throws Exception {
        queues.sendInOrder("belt-dead.fifo", "g", DIGITS);
        move("belt-dead.fifo", Map.of("DestinationArn", arn("once.fifo")));
        eventuallyIs("belt-dead.fifo", "COMPLETED");
        assertThat(latest("belt-dead.fifo")).containsEntry("DestinationArn", arn("once.fifo"));
        assertThat(bodies(queues.receive("once.fifo", 10, LONG))).isEqualTo(DIGITS);
        assertThat(refusal(
                        "StartMessageMoveTask",
                        Map.of("SourceArn", arn("belt-dead.fifo"), "DestinationArn", arn("plain"))))
                .isEqualTo("InvalidParameterValue");
    }

    @Test
    void only_a_dead_letter_queue_that_is_there_can_be_moved_from() {
        assertThat(refusal("StartMessageMoveTask", Map.of("SourceArn", arn("plain"))))
                .isEqualTo("InvalidParameterValue");
        assertThat(refusal("StartMessageMoveTask", Map.of("SourceArn", arn("nowhere"))))
                .isEqualTo("ResourceNotFoundException");
        assertThat(refusal("CancelMessageMoveTask", Map.of("TaskHandle", "none")))
                .isEqualTo("ResourceNotFoundException");
    }

    @Test
    void one_move_at_a_time_runs_from_a_queue_at_the_rate_asked_for_and_ends_when_cancelled() throws Exception {
        for (int i = 0; i < 12; i++) {
            queues.sendInOrder("belt-dead.fifo", "g", batch(i));
        }
        String handle = move("belt-dead.fifo", Map.of("MaxNumberOfMessagesPerSecond", 1));
        assertThat(latest("belt-dead.fifo"))
                .containsEntry("Status", "RUNNING")
                .containsEntry("TaskHandle", handle)
                .containsEntry("MaxNumberOfMessagesPerSecond", 1);
        assertThat(refusal("StartMessageMoveTask", Map.of("SourceArn", arn("belt-dead.fifo"))))
                .isEqualTo("UnsupportedOperation");
        RunningCloud.eventually(() -> queues.depth("belt.fifo").startsWith("1+"));
        queues.call("CancelMessageMoveTask", Map.of("TaskHandle", handle));
        eventuallyIs("belt-dead.fifo", "CANCELLED");
        assertThat(refusal("CancelMessageMoveTask", Map.of("TaskHandle", handle)))
                .isEqualTo("UnsupportedOperation");
        long moved = ((Number) latest("belt-dead.fifo").get("ApproximateNumberOfMessagesMoved")).longValue();
        assertThat(queues.depth("belt.fifo")).isEqualTo(moved + "+0+0");
        assertThat(queues.depth("belt-dead.fifo")).isEqualTo((120 - moved) + "+0+0");
        assertThat(queues.receive("belt-dead.fifo", 1, LONG).getFirst()).containsEntry("Body", Long.toString(moved));
    }

    private static List<String> batch(int number) {
        return IntStream.range(number * 10, number * 10 + 10)
                .mapToObj(Integer::toString)
                .toList();
    }

    @Test
    void in_the_old_protocol_a_move_is_refused_and_everything_else_is_passed_on() throws Exception {
        assertThat(post("Action=StartMessageMoveTask&SourceArn=" + arn("belt-dead.fifo"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(post("Action=GetQueueUrl&QueueName=plain").body()).contains(queues.url("plain"));
    }

    private HttpResponse<String> post(String form) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(cloud.endpoint("sqs") + "/"))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString(form))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
