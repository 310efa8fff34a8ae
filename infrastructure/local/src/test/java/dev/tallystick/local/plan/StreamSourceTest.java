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

final class StreamSourceTest {

    private static final String TEMPLATE = """
            Resources:
              Table:
                Type: AWS::DynamoDB::Table
                Properties:
                  AttributeDefinitions: [{ AttributeName: pk, AttributeType: S }]
                  KeySchema: [{ AttributeName: pk, KeyType: HASH }]
                  StreamSpecification: { StreamViewType: NEW_IMAGE }
              Failed: { Type: AWS::SQS::Queue }
              Fifo: { Type: AWS::SQS::Queue, Properties: { QueueName: f.fifo, FifoQueue: true } }
              F:
                Type: AWS::Serverless::Function
                Properties:
                  Runtime: java25
                  CodeUri: x.jar
                  Handler: x
                  Events:
                    E:
                      Type: DynamoDB
                      Properties:
                        Stream: !GetAtt Table.StreamArn
            """;

    @TempDir
    Path directory;

    private StreamSource source(String... properties) throws IOException {
        Path file = Files.writeString(
                directory.resolve("t.yaml"),
                TEMPLATE + "            " + String.join("\n            ", properties) + "\n");
        Account account = new Account("eu-central-1", Account.LOCAL_ID, "stack");
        return Plan.of(new Resolver(Template.read(file), Map.of(), account, Addresses.none()))
                .streamSources()
                .getFirst();
    }

    @Test
    void what_is_not_given_is_as_Lambda_has_it() throws IOException {
        StreamSource source = source("StartingPosition: LATEST");
        assertThat(source.fromTrimHorizon()).isFalse();
        assertThat(source.batchSize()).isEqualTo(100);
        assertThat(source.batchingWindow()).isZero();
        assertThat(source.tumblingWindow()).isEmpty();
        assertThat(source.maxRetries()).isEqualTo(-1);
        assertThat(source.maxAge()).isEmpty();
        assertThat(source.bisects()).isFalse();
        assertThat(source.reportsFailures()).isFalse();
        assertThat(source.onFailureArn()).isEmpty();
        assertThat(source.filters()).isEmpty();
    }

    @Test
    void the_least_age_is_a_minute_and_minus_one_is_for_ever() throws IOException {
        assertThat(source("StartingPosition: LATEST", "MaximumRecordAgeInSeconds: 60")
                        .maxAge())
                .contains(Duration.ofMinutes(1));
        assertThat(source("StartingPosition: LATEST", "MaximumRecordAgeInSeconds: -1")
                        .maxAge())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            StartingPosition: AT_TIMESTAMP       | StartingPosition: must be TRIM_HORIZON or LATEST: AWS has AT_TIMESTAMP for Kinesis only
            StartingPosition: NOW                | StartingPosition: must be TRIM_HORIZON or LATEST
            BatchSize: 10001                     | BatchSize: must be a whole number from 1 to 10000
            MaximumBatchingWindowInSeconds: 301  | MaximumBatchingWindowInSeconds: must be a whole number from 0 to 300
            TumblingWindowInSeconds: 901         | TumblingWindowInSeconds: must be a whole number from 0 to 900
            MaximumRetryAttempts: 10001          | MaximumRetryAttempts: must be a whole number from -1 to 10000
            MaximumRetryAttempts: -2             | MaximumRetryAttempts: must be a whole number from -1 to 10000
            MaximumRecordAgeInSeconds: 59        | MaximumRecordAgeInSeconds: must be -1 or at least 60
            MaximumRecordAgeInSeconds: 604801    | MaximumRecordAgeInSeconds: must be a whole number from -1 to 604800
            """)
    void a_value_that_AWS_refuses_is_a_fault_with_its_line(String property, String problem) {
        String position = property.startsWith("StartingPosition") ? "Enabled: true" : "StartingPosition: LATEST";
        assertThatThrownBy(() -> source(position, property))
                .isInstanceOf(Fault.class)
                .hasMessage("t.yaml:22: F (AWS::Serverless::Function), property Events.E.Properties." + problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            { Destination: !GetAtt Fifo.Arn }                | Destination: is a FIFO queue, to which Lambda cannot send
            { Destination: x }                               | Destination: is not the ARN of a queue of this template
            { Type: SNS, Destination: !GetAtt Failed.Arn }   | Type: must be SQS: the local cloud knows no other one
            """)
    void a_destination_must_be_a_standard_queue(String destination, String problem) {
        assertThatThrownBy(() ->
                        source("StartingPosition: LATEST", "DestinationConfig: { OnFailure: " + destination + " }"))
                .isInstanceOf(Fault.class)
                .hasMessage("t.yaml:22: F (AWS::Serverless::Function),"
                        + " property Events.E.Properties.DestinationConfig.OnFailure." + problem);
    }

    @Test
    void a_filter_that_is_no_pattern_is_a_fault() {
        assertThatThrownBy(() -> source(
                        "StartingPosition: LATEST", "FilterCriteria: { Filters: [{ Pattern: '{\"dynamodb\": 1}' }] }"))
                .isInstanceOf(Fault.class)
                .hasMessageStartingWith(
                        "t.yaml:22: F (AWS::Serverless::Function), property Events.E.Properties.FilterCriteria.Filters:");
    }
}
