package dev.tallystick.local.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.local.queue.QueueView.Order;
import dev.tallystick.local.template.Account;
import dev.tallystick.local.wire.AwsCall;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FailingStoreTest {

    @TempDir
    Path directory;

    @Test
    void a_message_that_cannot_be_kept_does_not_end_the_keeping_of_others() throws Exception {
        Queues queues = Queues.start(directory, "us-east-1", Account.LOCAL_ID, 1);
        try (Connection database = Database.in(directory).open();
                Statement statement = database.createStatement()) {
            AwsCall sqs = queues.calls("us-east-1");
            sqs.call("CreateQueue", Map.of("QueueName", "broken"));
            sqs.call("CreateQueue", Map.of("QueueName", "work"));
            statement.execute("drop table " + Database.table("broken"));
            send(queues, sqs, "broken");
            send(queues, sqs, "work");
            assertThat(queues.view().messages("work", Order.OLDEST_FIRST, 10)).hasSize(1);
        } finally {
            queues.close();
        }
    }

    private static void send(Queues queues, AwsCall sqs, String queue) {
        try {
            sqs.call(
                    "SendMessage",
                    Map.of("QueueUrl", queues.url() + "/" + Account.LOCAL_ID + "/" + queue, "MessageBody", "one"));
        } catch (AwsCall.Refused | UncheckedIOException _) {
            // what cannot be kept may be refused
        }
    }
}
