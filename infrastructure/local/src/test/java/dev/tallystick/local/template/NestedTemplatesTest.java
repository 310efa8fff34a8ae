package dev.tallystick.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.local.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alarms and dashboards in a file of their own, which AWS::Serverless::Application names by a local path. */
final class NestedTemplatesTest {

    private static final String OUTER = """
            Parameters: { Stage: { Type: String, Default: prod } }
            Resources:
              Work: { Type: AWS::SQS::Queue, Properties: { QueueName: work } }
              Operations:
                Type: AWS::Serverless::Application
                Properties:
                  Location: parts/operations.yaml
                  Parameters: { Name: !Sub "shop-${Stage}", Queue: !GetAtt Work.QueueName }
            """;
    private static final String NESTED = """
            Parameters:
              Name: { Type: String }
              Queue: { Type: String }
              Mail: { Type: String, Default: "" }
            Conditions: { HasMail: !Not [!Equals [!Ref Mail, ""]] }
            Resources:
              Wake: { Type: AWS::SNS::Topic, Properties: { TopicName: !Sub "${Name}-wake" } }
              ByMail:
                Type: AWS::SNS::Subscription
                Condition: HasMail
                Properties: { TopicArn: !Ref Wake, Protocol: email, Endpoint: !Ref Mail }
              Age:
                Type: AWS::CloudWatch::Alarm
                Properties:
                  AlarmActions: [!Ref Wake]
                  Dimensions: [{ Name: QueueName, Value: !Ref Queue }]
              Board: { Type: AWS::CloudWatch::Dashboard, Properties: { DashboardBody: !Sub '{"start": "${Name}"}' } }
            """;

    @TempDir
    Path directory;

    @BeforeEach
    void parts() throws IOException {
        Files.createDirectory(directory.resolve("parts"));
    }

    @Test
    void what_is_in_it_is_accepted_without_effect_and_told() {
        nested(NESTED);

        new Planned(directory).plan(OUTER);
        assertThat(new Planned(directory).template(OUTER).effects().report())
                .containsSubsequence(
                        "has an effect:",
                        "  AWS::Serverless::Application: Location, Parameters\n",
                        "accepted without effect",
                        "  AWS::CloudWatch::Alarm: AlarmActions, Dimensions\n",
                        "  AWS::CloudWatch::Dashboard: DashboardBody\n",
                        "  AWS::SNS::Subscription: Endpoint, Protocol, TopicArn\n",
                        "  AWS::SNS::Topic: TopicName\n");
    }

    @Test
    void a_file_that_is_not_there_is_a_fault() {
        refused("t.yaml:7: Operations (AWS::Serverless::Application), property Location:"
                + " there is no file parts/operations.yaml");
    }

    @Test
    void an_application_of_the_repository_is_a_fault() {
        assertThatThrownBy(() -> new Planned(directory)
                        .plan(OUTER.replace("parts/operations.yaml", "{ ApplicationId: a, SemanticVersion: 1.0.0 }")))
                .isInstanceOf(Fault.class)
                .hasMessage("t.yaml:7: Operations (AWS::Serverless::Application), property Location:"
                        + " must be the path of a template beside this one");
    }

    @Test
    void a_fault_in_it_names_its_own_file_and_line() {
        nested(NESTED.replace("[!Ref Wake]", "[!Ref Walk]"));
        refused("operations.yaml:15: Age, property AlarmActions: refers to Walk, which the template does not have");

        nested(NESTED.replace("TopicName:", "Name:"));
        refused(
                "operations.yaml:7: Wake (AWS::SNS::Topic), property Name: the local cloud does not know this property");

        nested("Resources: [");
        assertThatThrownBy(() -> new Planned(directory).plan(OUTER))
                .isInstanceOf(Fault.class)
                .hasMessageStartingWith("operations.yaml:1: not YAML");
    }

    @Test
    void its_parameters_are_checked_as_those_of_any_template() {
        nested(NESTED.replace("Queue: { Type: String }", "Other: { Type: String }")
                .replace("!Ref Queue", "!Ref Other"));
        refused("operations.yaml: there is no parameter Queue; there is Name, Other, Mail");

        nested(NESTED.replace("Mail: { Type: String, Default: \"\" }", "Mail: { Type: String }"));
        refused("operations.yaml:4: parameter Mail, property Default: there is none: give --parameter Mail=…");
    }

    @Test
    void whatever_has_an_effect_is_refused_in_it() {
        nested(NESTED + "  Log: { Type: AWS::Logs::LogGroup, Properties: { LogGroupName: /log } }\n");
        refused(
                "operations.yaml:18: Log, property Type: the local cloud takes from a nested application only what has no"
                        + " effect here; AWS::Logs::LogGroup has one");

        nested("""
                Resources:
                  Again: { Type: AWS::Serverless::Application, Properties: { Location: operations.yaml } }
                """);
        refused(
                "operations.yaml:2: Again, property Type: the local cloud takes from a nested application only what has no"
                        + " effect here; AWS::Serverless::Application has one");
    }

    private void nested(String yaml) {
        try {
            Files.writeString(directory.resolve("parts/operations.yaml"), yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void refused(String message) {
        new Planned(directory).refused(OUTER, message);
    }
}
