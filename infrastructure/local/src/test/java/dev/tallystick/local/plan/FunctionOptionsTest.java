package dev.tallystick.local.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.local.Fault;
import dev.tallystick.local.plan.FunctionOptions.SystemLogLevel;
import dev.tallystick.local.template.Account;
import dev.tallystick.local.template.Addresses;
import dev.tallystick.local.template.Resolver;
import dev.tallystick.local.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FunctionOptionsTest {

    private static final String FUNCTION = """
            Resources:
              Fifo: { Type: AWS::SQS::Queue, Properties: { FifoQueue: true } }
              Plain: { Type: AWS::SQS::Queue }
              F:
                Type: AWS::Serverless::Function
                Properties:
                  Runtime: java25
                  CodeUri: x.jar
                  Handler: x
            """;

    @TempDir
    Path directory;

    private FunctionOptions options(String property) throws IOException {
        Path file = Files.writeString(directory.resolve("t.yaml"), FUNCTION + "      " + property + "\n");
        Account account = new Account("eu-central-1", Account.LOCAL_ID, "stack");
        return Plan.of(new Resolver(Template.read(file), Map.of(), account, Addresses.none()))
                .functions()
                .getFirst()
                .options();
    }

    @Test
    void what_is_left_out_is_as_Lambda_has_it() throws IOException {
        assertThat(options("Description: x")).isEqualTo(FunctionOptions.none());
        assertThat(FunctionOptions.none().events().retries()).isEqualTo(2);
        assertThat(FunctionOptions.none().events().maximumAge()).isEqualTo(Duration.ofHours(6));
    }

    @Test
    void what_is_given_is_read() throws IOException {
        assertThat(options("ReservedConcurrentExecutions: 3").reservedConcurrency())
                .contains(3);
        assertThat(options("SnapStart: { ApplyOn: PublishedVersions }").snapStart())
                .isTrue();
        FunctionOptions logging =
                options("LoggingConfig: { LogFormat: JSON, ApplicationLogLevel: DEBUG, SystemLogLevel: WARN }");
        assertThat(logging.applicationLogLevel()).contains("DEBUG");
        assertThat(logging.systemLogLevel()).isEqualTo(SystemLogLevel.WARN);
        EventInvokeSpec events = options("EventInvokeConfig: { MaximumRetryAttempts: 0,"
                        + " MaximumEventAgeInSeconds: 60, DestinationConfig: {"
                        + " OnFailure: { Type: SQS, Destination: !GetAtt Plain.Arn },"
                        + " OnSuccess: { Type: Lambda, Destination: !GetAtt F.Arn } } }")
                .events();
        assertThat(events)
                .isEqualTo(new EventInvokeSpec(
                        0,
                        Duration.ofMinutes(1),
                        Optional.of(new Destination.Function("F")),
                        Optional.of(new Destination.Queue("Plain")),
                        Optional.empty()));
        assertThat(options("DeadLetterQueue: { Type: SQS, TargetArn: !GetAtt Plain.Arn }")
                        .events()
                        .deadLetters())
                .contains(new Destination.Queue("Plain"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ReservedConcurrentExecutions: -1 | ReservedConcurrentExecutions: must be a whole number from 0 to 1000
            SnapStart: { ApplyOn: Always } | SnapStart.ApplyOn: must be PublishedVersions or None
            LoggingConfig: { LogFormat: XML } | LoggingConfig.LogFormat: must be Text or JSON
            LoggingConfig: { SystemLogLevel: WARN } | LoggingConfig.SystemLogLevel: needs the LogFormat JSON
            LoggingConfig: { ApplicationLogLevel: WARN } | LoggingConfig.ApplicationLogLevel: needs the LogFormat JSON
            LoggingConfig: { LogFormat: JSON, SystemLogLevel: ERROR } | LoggingConfig.SystemLogLevel: must be one of DEBUG, INFO, WARN
            LoggingConfig: { LogFormat: JSON, ApplicationLogLevel: LOUD } | LoggingConfig.ApplicationLogLevel: must be one of TRACE, DEBUG, INFO, WARN, ERROR, FATAL
            EventInvokeConfig: { MaximumRetryAttempts: 3 } | EventInvokeConfig.MaximumRetryAttempts: must be a whole number from 0 to 2
            EventInvokeConfig: { MaximumEventAgeInSeconds: 59 } | EventInvokeConfig.MaximumEventAgeInSeconds: must be a whole number from 60 to 21600
            EventInvokeConfig: { DestinationConfig: { OnFailure: { Type: SNS, Destination: x } } } | EventInvokeConfig.DestinationConfig.OnFailure.Type: must be SQS or Lambda: the local cloud knows no other ones
            EventInvokeConfig: { DestinationConfig: { OnSuccess: { Type: EventBridge, Destination: x } } } | EventInvokeConfig.DestinationConfig.OnSuccess.Type: must be SQS or Lambda: the local cloud knows no other ones
            EventInvokeConfig: { DestinationConfig: { OnSuccess: { Type: SQS, Destination: x } } } | EventInvokeConfig.DestinationConfig.OnSuccess.Destination: is not the ARN of a queue of this template
            EventInvokeConfig: { DestinationConfig: { OnSuccess: { Type: Lambda, Destination: x } } } | EventInvokeConfig.DestinationConfig.OnSuccess.Destination: is not the ARN of a function of this template
            EventInvokeConfig: { DestinationConfig: { OnSuccess: { Type: SQS } } } | EventInvokeConfig.DestinationConfig.OnSuccess.Destination: is missing
            DeadLetterQueue: { Type: SQS, TargetArn: !GetAtt Fifo.Arn } | DeadLetterQueue.TargetArn: is a FIFO queue, to which Lambda cannot send
            DeadLetterQueue: { Type: Lambda, TargetArn: !GetAtt F.Arn } | DeadLetterQueue.Type: must be SQS
            """)
    void a_value_that_cannot_be_is_refused_with_its_place(String property, String problem) {
        assertThatThrownBy(() -> options(property))
                .isInstanceOf(Fault.class)
                .hasMessage("t.yaml:10: F (AWS::Serverless::Function), property " + problem);
    }
}
