package dev.tallystick.local.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.local.Fault;
import dev.tallystick.local.template.Account;
import dev.tallystick.local.template.Addresses;
import dev.tallystick.local.template.Resolver;
import dev.tallystick.local.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What AWS refuses of queues and of SQS events, and what it takes. */
final class QueuePlanTest {

    @TempDir
    Path directory;

    private Plan plan(String yaml) throws IOException {
        Path file = Files.writeString(directory.resolve("t.yaml"), yaml);
        Account account = new Account("eu-central-1", Account.LOCAL_ID, "stack");
        return Plan.of(new Resolver(Template.read(file), Map.of(), account, Addresses.none()));
    }

    private static String event(String queue, String properties) {
        return """
                Resources:
                  Work: { Type: AWS::SQS::Queue }
                  Line: { Type: AWS::SQS::Queue, Properties: { QueueName: line.fifo, FifoQueue: true } }
                  F:
                    Type: AWS::Serverless::Function
                    Properties:
                      Runtime: java25
                      CodeUri: x.jar
                      Handler: x
                      Events:
                        E: { Type: SQS, Properties: { Queue: !GetAtt %s.Arn, %s } }
                """.formatted(queue, properties);
    }

    @ParameterizedTest(name = "{0}: {1} is refused")
    @CsvSource(delimiter = '|', textBlock = """
            Work | BatchSize: 10001, MaximumBatchingWindowInSeconds: 1 | BatchSize: must be a whole number from 1 to 10000
            Line | BatchSize: 11 | BatchSize: must be a whole number from 1 to 10
            Work | BatchSize: 11 | BatchSize: is above 10, for which AWS wants a MaximumBatchingWindowInSeconds of 1 or more
            Line | MaximumBatchingWindowInSeconds: 1 | MaximumBatchingWindowInSeconds: is not for FIFO queues, for which AWS refuses a batching window
            Work | MaximumBatchingWindowInSeconds: 301 | MaximumBatchingWindowInSeconds: must be a whole number from 0 to 300
            Work | ScalingConfig: { MaximumConcurrency: 1 } | ScalingConfig.MaximumConcurrency: must be a whole number from 2 to 1000
            Work | FilterCriteria: { Filters: [{ Pattern: "{}" }] } | FilterCriteria.Filters: has the Pattern {}, in which the pattern is empty
            """)
    void what_AWS_refuses_of_an_event_is_refused(String queue, String properties, String message) {
        assertThatThrownBy(() -> plan(event(queue, properties)))
                .isInstanceOf(Fault.class)
                .hasMessage("t.yaml:11: F (AWS::Serverless::Function), property Events.E.Properties." + message);
    }

    @Test
    void a_large_batch_with_a_window_and_filters_is_taken() throws IOException {
        QueueSource source = plan(event(
                        "Work",
                        "BatchSize: 10000, MaximumBatchingWindowInSeconds: 300,"
                                + " FilterCriteria: { Filters: [{ Pattern: '{\"body\": {\"a\": [1]}}' }] }"))
                .queueSources()
                .getFirst();
        assertThat(source.batchSize()).isEqualTo(10_000);
        assertThat(source.window()).isEqualTo(Duration.ofMinutes(5));
        assertThat(source.filters()).hasSize(1);
    }

    private static String redrive(String target, String policy) {
        return """
                Resources:
                  Work:
                    Type: AWS::SQS::Queue
                    Properties:
                      QueueName: work
                      RedrivePolicy: { deadLetterTargetArn: !GetAtt %s.Arn, maxReceiveCount: 3 }
                  Dead: { Type: AWS::SQS::Queue, Properties: { %s } }
                  Line: { Type: AWS::SQS::Queue, Properties: { QueueName: line.fifo, FifoQueue: true } }
                  F: { Type: AWS::IAM::Role }
                """.formatted(target, policy);
    }

    @ParameterizedTest(name = "{0} with {1} is refused")
    @CsvSource(delimiter = '|', textBlock = """
            Line | QueueName: dead | must be a queue of the same type, standard or FIFO
            F    | QueueName: dead | is not the ARN of a queue of this template
            Dead | RedriveAllowPolicy: { redrivePermission: denyAll } | is Dead, whose RedriveAllowPolicy does not allow it
            Dead | RedriveAllowPolicy: { redrivePermission: byQueue, sourceQueueArns: [!GetAtt Line.Arn] } | is Dead, whose RedriveAllowPolicy does not allow it
            """)
    void a_dead_letter_queue_that_AWS_refuses_is_refused(String target, String properties, String message) {
        assertThatThrownBy(() -> plan(redrive(target, properties)))
                .isInstanceOf(Fault.class)
                .hasMessageMatching(
                        "t.yaml:\\d+: Work \\(AWS::SQS::Queue\\), property RedrivePolicy.deadLetterTargetArn: "
                                + message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            RedriveAllowPolicy: { redrivePermission: allowAll }
            RedriveAllowPolicy: { redrivePermission: byQueue, sourceQueueArns: [!GetAtt Work.Arn] }
            QueueName: dead
            """)
    void a_dead_letter_queue_that_allows_it_is_taken(String properties) throws IOException {
        assertThat(plan(redrive("Dead", properties)).queues().getFirst().redrive())
                .isPresent();
    }
}
