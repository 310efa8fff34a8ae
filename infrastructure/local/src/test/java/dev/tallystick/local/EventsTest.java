package dev.tallystick.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.local.wire.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EventsTest {

    private static final String ARN = "arn:aws:lambda:us-east-1:000000000000:function:";

    @TempDir
    Path directory;

    private static void send(RunningCloud cloud, String function, String event) throws Exception {
        assertThat(cloud.invoke(function, event, "X-Amz-Invocation-Type", "Event")
                        .statusCode())
                .isEqualTo(202);
    }

    private static Map<String, Object> message(RunningCloud cloud, String queue) throws Exception {
        Map<String, Object> request = Map.of(
                "QueueUrl", cloud.queueUrl(queue), "WaitTimeSeconds", 20, "MessageAttributeNames", List.of("All"));
        Optional<Map<String, Object>> message = Optional.empty();
        for (int poll = 0; poll < 3 && message.isEmpty(); poll++) {
            message = Json.objects(cloud.sqs().call("ReceiveMessage", request).get("Messages")).stream()
                    .findFirst();
        }
        return message.orElseThrow();
    }

    private static Map<String, Object> record(Map<String, Object> message) {
        return Json.object(String.valueOf(message.get("Body"))).orElseThrow();
    }

    private static String attribute(Map<String, Object> message, String name) {
        Map<String, Object> attributes =
                Json.asObject(message.get("MessageAttributes")).orElseThrow();
        return Json.string(Json.asObject(attributes.get(name)).orElseThrow(), "StringValue")
                .orElseThrow();
    }

    private List<String> ids(String function) throws Exception {
        return Files.readAllLines(directory.resolve("files/" + function + ".ids"));
    }

    @Test
    void an_event_that_fails_is_tried_again_under_its_id_and_then_told_to_destination_and_dead_letters()
            throws Exception {
        try (RunningCloud cloud = RunningCloud.start(directory, "lambda.yaml")) {
            send(cloud, "Teller", "\"fail\"");
            Map<String, Object> record = record(message(cloud, "Failures"));
            List<String> ids = ids("Teller");
            assertThat(ids).hasSize(2);
            assertThat(ids.get(1)).isEqualTo(ids.get(0));
            assertThat(record)
                    .containsOnlyKeys(
                            "version",
                            "timestamp",
                            "requestContext",
                            "requestPayload",
                            "responseContext",
                            "responsePayload")
                    .containsEntry("version", "1.0")
                    .containsEntry(
                            "requestContext",
                            Map.of(
                                    "requestId",
                                    ids.get(0),
                                    "functionArn",
                                    ARN + "Teller:$LATEST",
                                    "condition",
                                    "RetriesExhausted",
                                    "approximateInvokeCount",
                                    2))
                    .containsEntry("requestPayload", "fail")
                    .containsEntry(
                            "responseContext",
                            Map.of("statusCode", 200, "executedVersion", "$LATEST", "functionError", "Unhandled"));
            assertThat(Instant.parse(String.valueOf(record.get("timestamp")))).isBefore(Instant.now());
            assertThat(Json.asObject(record.get("responsePayload")).orElseThrow())
                    .containsEntry("errorMessage", "as told")
                    .containsEntry("errorType", "java.lang.IllegalStateException");
            Map<String, Object> dead = message(cloud, "Dead");
            assertThat(dead).containsEntry("Body", "\"fail\"");
            assertThat(attribute(dead, "RequestID")).isEqualTo(ids.get(0));
            assertThat(attribute(dead, "ErrorCode")).isEqualTo("200");
            assertThat(attribute(dead, "ErrorMessage")).isEqualTo("as told");
        }
    }

    @Test
    void an_event_that_succeeds_is_told_to_a_function() throws Exception {
        try (RunningCloud cloud = RunningCloud.start(directory, "lambda.yaml")) {
            send(cloud, "Teller", "{\"n\": 1}");
            RunningCloud.eventually(() -> !cloud.events("Listener").isEmpty());
            assertThat(cloud.events("Listener").getFirst())
                    .containsEntry("requestPayload", Map.of("n", 1))
                    .containsEntry(
                            "requestContext",
                            Map.of(
                                    "requestId",
                                    ids("Teller").getFirst(),
                                    "functionArn",
                                    ARN + "Teller:$LATEST",
                                    "condition",
                                    "Success",
                                    "approximateInvokeCount",
                                    1))
                    .containsEntry("responseContext", Map.of("statusCode", 200, "executedVersion", "$LATEST"))
                    .containsEntry("responsePayload", Map.of());
        }
    }

    // AWS: with reserved concurrency 0, events go to the destination without any retry.
    @Test
    void an_event_for_a_function_without_concurrency_goes_to_the_destination_at_once() throws Exception {
        try (RunningCloud cloud = RunningCloud.start(directory, "lambda.yaml")) {
            send(cloud, "Closed", "{}");
            Map<String, Object> record = record(message(cloud, "Failures"));
            assertThat(record).doesNotContainKeys("responseContext", "responsePayload");
            assertThat(Json.asObject(record.get("requestContext")).orElseThrow())
                    .containsEntry("condition", "ZeroReservedConcurrency")
                    .containsEntry("approximateInvokeCount", 0);
        }
    }

    @Test
    void an_event_that_a_cloud_has_accepted_is_dealt_with_by_the_next_and_then_forgotten() throws Exception {
        Path kept;
        try (RunningCloud cloud = RunningCloud.start(directory, "lambda.yaml")) {
            kept = cloud.data().resolve("events");
            send(cloud, "Narrow", "\"hold\"");
            RunningCloud.eventually(() -> Files.isDirectory(directory.resolve("files/inside")));
        }
        try (var files = Files.list(kept)) {
            assertThat(files).hasSize(1);
        }
        Files.writeString(directory.resolve("files/leave"), "");
        try (RunningCloud _ = RunningCloud.start(directory, "lambda.yaml")) {
            RunningCloud.eventually(() -> ids("Narrow").size() == 2);
            assertThat(ids("Narrow").get(1)).isEqualTo(ids("Narrow").get(0));
            RunningCloud.eventually(() -> {
                try (var files = Files.list(kept)) {
                    return files.findAny().isEmpty();
                }
            });
        }
    }
}
