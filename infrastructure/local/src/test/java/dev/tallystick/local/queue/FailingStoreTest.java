package dev.tallystick.local.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.local.queue.QueueView.Order;
import dev.tallystick.local.template.Account;
import dev.tallystick.local.wire.AwsCall;
import dev.tallystick.local.wire.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class FailingStoreTest {

    @TempDir
    Path directory;

    @Test
    @Timeout(120)
    void a_message_that_cannot_be_kept_does_not_end_the_keeping_of_others() throws Exception {
        Queues queues = Queues.start(directory, "us-east-1", Account.LOCAL_ID, 1);
        try (Connection database = Database.in(directory).open();
                Statement statement = database.createStatement()) {
            AwsCall sqs = queues.calls("us-east-1");
            sqs.call("CreateQueue", Map.of("QueueName", "broken"));
            sqs.call("CreateQueue", Map.of("QueueName", "work"));
            statement.execute("drop table " + Database.table("broken"));
            assertThat(statusOfSending(queues, "broken")).isGreaterThanOrEqualTo(500);
            sqs.call("SendMessage", message(queues, "work"));
            // A message is kept beside the answer to its sender.
            while (queues.view().messages("work", Order.OLDEST_FIRST, 10).isEmpty()) {
                Thread.sleep(100);
            }
        } finally {
            queues.close();
        }
    }

    /** By a connection of its own: ElasticMQ ends it when it gives up, and a call that shared it could be lost with it. */
    private static int statusOfSending(Queues queues, String queue) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(queues.url()))
                    .header("Content-Type", "application/x-amz-json-1.0")
                    .header("X-Amz-Target", "AmazonSQS.SendMessage")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(message(queues, queue))))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    private static Map<String, String> message(Queues queues, String queue) {
        return Map.of("QueueUrl", queues.url() + "/" + Account.LOCAL_ID + "/" + queue, "MessageBody", "one");
    }
}
