package dev.tallystick.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.local.wire.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ThrottlingTest {

    @TempDir
    static Path directory;

    private static RunningCloud cloud;

    @BeforeAll
    static void start() throws Exception {
        cloud = RunningCloud.start(directory, "lambda.yaml");
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    private static HttpResponse<String> invoke(String function, String event) {
        try {
            return cloud.invoke(function, event);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Map<String, Object>> messages(String queue) {
        return Json.objects(cloud.sqs()
                .call("ReceiveMessage", Map.of("QueueUrl", cloud.queueUrl(queue), "VisibilityTimeout", 0))
                .get("Messages"));
    }

    @Test
    void the_caller_of_Invoke_gets_429_with_the_reason() {
        HttpResponse<String> response = invoke("Closed", "{}");
        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(response.headers().firstValue("x-amzn-ErrorType")).contains("TooManyRequestsException");
        assertThat(Json.object(response.body()))
                .contains(Map.of(
                        "Reason", "ReservedFunctionConcurrentInvocationLimitExceeded",
                        "Type", "User",
                        "message", "Rate Exceeded."));
    }

    @Test
    void the_caller_of_the_HTTP_API_gets_503() throws Exception {
        HttpResponse<String> response = cloud.send(cloud.request("/closed"));
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).isEqualTo("{\"message\":\"Service Unavailable\"}");
    }

    @Test
    void a_message_stays_in_its_queue_and_comes_again_until_it_was_received_too_often() throws Exception {
        cloud.sqs()
                .call("SendMessage", Map.of("QueueUrl", cloud.queueUrl("ClosedWork"), "MessageBody", "nobody is in"));
        RunningCloud.eventually(() -> !messages("ClosedDead").isEmpty());
        assertThat(messages("ClosedDead").getFirst()).containsEntry("Body", "nobody is in");
    }

    // AWS: the retries of a mapping are not for throttles, where the batch does not reach the function.
    @Test
    void a_stream_waits_without_using_up_its_retries_and_an_event_waits_too() throws Exception {
        CompletableFuture<HttpResponse<String>> held =
                CompletableFuture.supplyAsync(() -> invoke("Narrow", "\"hold\""));
        RunningCloud.eventually(() -> Files.isDirectory(directory.resolve("files/inside")));
        assertThat(invoke("Narrow", "\"pid\"").statusCode()).isEqualTo(429);
        assertThat(cloud.invoke("Narrow", "{\"event\": 1}", "X-Amz-Invocation-Type", "Event")
                        .statusCode())
                .isEqualTo(202);
        cloud.dynamodb().call("PutItem", Map.of("TableName", "Changes", "Item", Map.of("pk", Map.of("S", "a"))));
        RunningCloud.eventually(() -> !cloud.records("Watcher").isEmpty());
        Files.writeString(directory.resolve("files/leave"), "");
        assertThat(held.join().statusCode()).isEqualTo(200);
        RunningCloud.eventually(() -> !cloud.records("Narrow").isEmpty());
        RunningCloud.eventually(() -> cloud.events("Narrow").contains(Map.of("event", 1)));
        assertThat(messages("Discarded")).isEmpty();
    }
}
