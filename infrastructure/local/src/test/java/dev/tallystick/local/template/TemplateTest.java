package dev.tallystick.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.local.Fault;
import dev.tallystick.local.plan.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TemplateTest {

    @TempDir
    Path directory;

    private Plan plan(String yaml, Map<String, String> parameters) throws IOException {
        Path file = Files.writeString(directory.resolve("t.yaml"), yaml);
        Account account = new Account("eu-central-1", Account.LOCAL_ID, "stack");
        return Plan.of(new Resolver(Template.read(file), parameters, account, Addresses.none()));
    }

    private void refused(String yaml, String message) {
        assertThatThrownBy(() -> plan(yaml, Map.of())).isInstanceOf(Fault.class).hasMessage(message);
    }

    @Test
    void an_unknown_type_of_resource_is_refused_with_its_line() {
        refused(
                """
                Resources:
                  Thing:
                    Type: AWS::EC2::Instance
                """,
                "t.yaml:3: Thing, property Type: the local cloud does not run resources of type AWS::EC2::Instance");
    }

    @Test
    void an_unknown_property_is_refused_with_its_line() {
        refused("""
                Resources:
                  Work:
                    Type: AWS::SQS::Queue
                    Properties:
                      QueueName: work
                      Colour: red
                """, "t.yaml:6: Work (AWS::SQS::Queue), property Colour: the local cloud does not know this property");
    }

    @Test
    void what_is_refused_for_a_reason_says_it() {
        refused(
                """
                Resources:
                  F:
                    Type: AWS::Serverless::Function
                    Properties:
                      Runtime: nodejs22.x
                      InlineCode: return 1
                """,
                "t.yaml:6: F (AWS::Serverless::Function), property InlineCode:"
                        + " the local cloud runs Java, and Java has no inline code: give CodeUri");
    }

    @Test
    void another_transform_than_that_of_SAM_is_refused() {
        refused("""
                Transform:
                  - AWS::LanguageExtensions
                  - AWS::Serverless-2016-10-31
                Resources: {}
                """, "t.yaml:2: Transform: the local cloud knows AWS::Serverless-2016-10-31 only");
    }

    @Test
    void an_unknown_property_inside_another_is_refused_with_its_path() {
        refused(
                """
                Resources:
                  Work:
                    Type: AWS::SQS::Queue
                    Properties:
                      RedrivePolicy: { deadLetterTargetArn: x, colour: red }
                """,
                "t.yaml:5: Work (AWS::SQS::Queue), property RedrivePolicy.colour:"
                        + " the local cloud does not know this property");
    }

    @Test
    void an_unknown_event_and_an_unknown_property_of_an_event_are_refused() {
        String function = """
                Resources:
                  F:
                    Type: AWS::Serverless::Function
                    Properties:
                      Runtime: java25
                      CodeUri: x.jar
                      Handler: x
                      Events:
                """;
        refused(
                function + "        E: { Type: S3, Properties: { Bucket: b } }\n",
                "t.yaml:9: F (AWS::Serverless::Function), property Events.E.Type:"
                        + " the local cloud does not run events of type S3");
        refused(
                function + "        E: { Type: SQS, Properties: { Queue: q, Filter: f } }\n",
                "t.yaml:9: F (AWS::Serverless::Function), property Events.E.Properties.Filter:"
                        + " the local cloud does not know this property");
    }

    @Test
    void a_reference_to_nothing_is_refused_wherever_it_stands() {
        refused(
                """
                Resources:
                  Role:
                    Type: AWS::IAM::Role
                    Properties:
                      Policies:
                        - PolicyDocument: { Statement: [{ Resource: !GetAtt Nothing.Arn }] }
                """,
                "t.yaml:6: Role, property Policies.PolicyDocument.Statement.Resource:"
                        + " refers to Nothing, which the template does not have");
        refused("""
                Resources:
                  Work: { Type: AWS::SQS::Queue, Properties: { QueueName: !Sub "a-${Nothing}" } }
                """, "t.yaml:2: Work, property QueueName: refers to Nothing, which the template does not have");
    }

    @Test
    void an_attribute_that_a_type_does_not_have_is_refused() {
        refused("""
                Resources:
                  Work: { Type: AWS::SQS::Queue }
                Outputs:
                  Out: { Value: !GetAtt Work.Colour }
                """, "t.yaml:4: output Out, property Value: Work (AWS::SQS::Queue) has no attribute Colour");
    }

    @Test
    void a_key_given_twice_and_what_is_not_yaml_are_refused() {
        refused("Resources:\n  A: {}\n  A: {}\n", "t.yaml:3: A is given twice");
        assertThatThrownBy(() -> plan("Resources: [", Map.of()))
                .isInstanceOf(Fault.class)
                .hasMessageStartingWith("t.yaml:");
    }

    @Test
    void parameters_are_checked_as_CloudFormation_checks_them() throws IOException {
        String yaml = """
                Parameters:
                  Stage: { Type: String, AllowedPattern: "[a-z]+" }
                Resources:
                  Work: { Type: AWS::SQS::Queue, Properties: { QueueName: !Join ["-", [a, !Ref Stage]] } }
                """;
        assertThat(plan(yaml, Map.of("Stage", "dev")).queues().getFirst().name())
                .isEqualTo("a-dev");
        assertThatThrownBy(() -> plan(yaml, Map.of("Stage", "DEV"))).hasMessageContaining("AllowedPattern");
        refused(yaml, "t.yaml:2: parameter Stage, property Default: there is none: give --parameter Stage=…");
        assertThatThrownBy(() -> plan(yaml, Map.of("Other", "x")))
                .hasMessage("t.yaml: there is no parameter Other; there is Stage");
    }

    @Test
    void functions_of_the_template_are_resolved() throws IOException {
        Plan plan = plan("""
                Resources:
                  Work: { Type: AWS::SQS::Queue, Properties: { QueueName: !Sub ["${AWS::StackName}-${a}", { a: work }] } }
                  F:
                    Type: AWS::Serverless::Function
                    Properties:
                      Runtime: java25
                      CodeUri: x.jar
                      Handler: x
                      Environment: { Variables: { URL: !Ref Work, ARN: !GetAtt Work.Arn, TEXT: !Sub "${!a} ${F.Arn}" } }
                """.replace("${F.Arn}", "${Work.QueueName}"), Map.of());
        assertThat(plan.functions().getFirst().environment())
                .containsEntry("URL", "http://localhost:0/000000000000/stack-work")
                .containsEntry("ARN", "arn:aws:sqs:eu-central-1:000000000000:stack-work")
                .containsEntry("TEXT", "${a} stack-work");
    }

    @Test
    void a_queue_whose_visibility_is_shorter_than_the_functions_timeout_is_refused_as_AWS_refuses_it() {
        assertThatThrownBy(() -> plan("""
                Resources:
                  Work: { Type: AWS::SQS::Queue, Properties: { VisibilityTimeout: 5 } }
                  F:
                    Type: AWS::Serverless::Function
                    Properties:
                      Runtime: java25
                      CodeUri: x.jar
                      Handler: x
                      Timeout: 6
                      Events:
                        E: { Type: SQS, Properties: { Queue: !GetAtt Work.Arn } }
                """, Map.of()))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("VisibilityTimeout is shorter than the function's Timeout");
    }
}
