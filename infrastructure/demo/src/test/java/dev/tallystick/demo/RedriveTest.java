package dev.tallystick.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedriveTest {

    private static final String URL = "https://sqs.eu-central-1.amazonaws.com/1/shop-test-";

    private final Deque<Map<String, Object>> tasks = new ArrayDeque<>();
    private final List<String> called = new ArrayList<>();
    private final Redrive redrive = new Redrive(this::answer, "shop-test");

    @TempDir
    Path directory;

    @Test
    void theMessagesOfTheQueueAreMovedAndCountedWhenAllOfThemAre() {
        tasks.add(Map.of("Status", "RUNNING", "ApproximateNumberOfMessagesMoved", 2));
        tasks.add(Map.of("Status", "COMPLETED", "ApproximateNumberOfMessagesMoved", 5));

        assertThat(redrive.of("batches")).isEqualTo(5);
        assertThat(called)
                .containsExactly(
                        "ListQueues{QueueNamePrefix=shop-test-}",
                        "GetQueueAttributes" + URL + "batches-dead-letters.fifo",
                        "StartMessageMoveTask{SourceArn=arn:batches-dead-letters.fifo}",
                        "ListMessageMoveTasks{SourceArn=arn:batches-dead-letters.fifo}",
                        "ListMessageMoveTasks{SourceArn=arn:batches-dead-letters.fifo}");
    }

    @Test
    void aQueueOfTheStandardKindIsFoundAsWell() {
        tasks.add(Map.of("Status", "COMPLETED"));

        assertThat(redrive.of("mails")).isZero();
    }

    @Test
    void aQueueWithoutDeadLettersIsAFaultThatNamesThoseThatHaveSome() {
        assertThatThrownBy(() -> redrive.of("feed"))
                .isInstanceOf(Fault.class)
                .hasMessage("QUEUE=feed has no dead letters; shop-test has them of [batches, mails]");
    }

    @Test
    void aMoveThatFailsSaysHowFarItCame() {
        tasks.add(Map.of("Status", "FAILED", "ApproximateNumberOfMessagesMoved", 3, "FailureReason", "AccessDenied"));

        assertThatThrownBy(() -> redrive.of("batches"))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("3 messages moved")
                .hasMessageContaining("AccessDenied");
    }

    @Test
    void theCommandLineIsAskedInItsOwnWords() throws IOException {
        Path aws = Files.writeString(directory.resolve("aws.sh"), "printf '{\"Said\": \"%s\"}' \"$1 $2 $3 $4 $5\"\n");

        assertThat(new AwsCli(List.of("sh", aws.toString()))
                        .call("StartMessageMoveTask", Map.of("SourceArn", "arn"))
                        .text("Said"))
                .isEqualTo("sqs start-message-move-task --output json --cli-input-json");
        assertThatThrownBy(() -> new AwsCli(List.of("sh", "-c", "exit 3")).call("ListQueues", Map.of()))
                .hasMessage("aws sqs list-queues failed");
        assertThatThrownBy(() -> new AwsCli(List.of(directory.resolve("none").toString())).call("ListQueues", Map.of()))
                .hasMessageContaining("was not found");
    }

    private Document answer(String action, Map<String, ?> request) {
        Object url = request.get("QueueUrl");
        called.add(action + (url == null ? request : url));
        return new Document(
                switch (action) {
                    case "ListQueues" ->
                        Map.of(
                                "QueueUrls",
                                List.of(
                                        URL + "feed.fifo",
                                        URL + "batches-dead-letters.fifo",
                                        URL + "mails-dead-letters"));
                    case "GetQueueAttributes" ->
                        Map.of(
                                "Attributes",
                                Map.of("QueueArn", "arn:" + String.valueOf(url).substring(URL.length())));
                    case "StartMessageMoveTask" -> Map.of("TaskHandle", "t");
                    case "ListMessageMoveTasks" -> Map.of("Results", List.of(tasks.remove()));
                    default -> throw new AssertionError(action);
                });
    }
}
