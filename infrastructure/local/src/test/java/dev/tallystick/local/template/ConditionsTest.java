package dev.tallystick.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.local.plan.QueueSpec;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConditionsTest {

    @TempDir
    Path directory;

    private Planned planned;

    @BeforeEach
    void plan() {
        planned = new Planned(directory);
    }

    private static String conditions(String... lines) {
        return "Parameters: { Stage: { Type: String, Default: dev } }\nConditions:\n  " + String.join("\n  ", lines)
                + "\n";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "!Equals [!Ref Stage, dev]                                  | true",
                "!Equals [!Ref Stage, Dev]                                  | false",
                "!Not [!Equals [!Ref Stage, prod]]                          | true",
                "!And [!Equals [a, a], !Equals [b, b]]                      | true",
                "!And [!Equals [a, a], !Equals [b, c]]                      | false",
                "!Or [!Equals [a, b], !Equals [b, b]]                       | true",
                "!Or [!Equals [a, b], !Equals [b, a]]                       | false",
                "!And [!Condition Other, { Condition: Other }]              | true",
                "{ Condition: Other }                                       | true",
                "!Equals [!Select [0, !Split ['-', d-e]], !Sub '${A}']      | false"
            })
    void a_condition_holds_as_CloudFormation_says(String condition, boolean holds) {
        String sections = conditions("Other: !Equals [1, 1]", "It: " + condition.replace('\'', '"'))
                .replace("{ Stage:", "{ A: { Type: String, Default: e }, Stage:");
        assertThat(planned.value("!If [It, yes, no]", sections, Map.of())).isEqualTo(holds ? "yes" : "no");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A: !Ref Stage                                | 3 | A | must be Fn::Equals, Fn::And, Fn::Or,"
                        + " Fn::Not or Condition",
                "A: text                                      | 3 | A | must be Fn::Equals, Fn::And, Fn::Or,"
                        + " Fn::Not or Condition",
                "A: !Equals [!Ref Work, b]                    | 3 | A | refers to Work, which is no parameter",
                "A: !Equals [!GetAtt Work.Arn, b]             | 3 | A | refers to Work, which is no parameter",
                "A: !Equals [a]                               | 3 | A | Fn::Equals needs a list of 2",
                "A: !And [!Equals [a, b]]                     | 3 | A | Fn::And needs a list of 2 to 10 conditions",
                "A: !Not [!Condition B]                       | 3 | A | there is no condition B",
                "A: !Not [!Condition A]                       | 3 | A | refers to itself: A"
            })
    void what_a_condition_cannot_be_is_refused_with_its_line(String line, int number, String name, String problem) {
        planned.refused(
                conditions(line) + "Resources: { Work: { Type: AWS::SQS::Queue } }\n",
                "t.yaml:" + number + ": condition " + name + ": " + problem);
    }

    @Test
    void conditions_that_refer_to_one_another_are_refused() {
        planned.refused(
                conditions("A: !Not [!Condition B]", "B: !Not [!Condition A]"),
                "t.yaml:4: condition B: refers to itself: A, B");
    }

    private static final String TWO = conditions("Prod: !Equals [!Ref Stage, prod]") + """
            Resources:
              Work: { Type: AWS::SQS::Queue }
              Extra:
                Type: AWS::SQS::Queue
                Condition: Prod
                DependsOn: Work
                Properties: { DelaySeconds: !If [Prod, 1, 2] }
            """;

    @Test
    void a_resource_whose_condition_does_not_hold_is_not_there() {
        assertThat(planned.plan(TWO).queues()).extracting(QueueSpec::id).containsExactly("Work");
        assertThat(planned.plan(TWO, Map.of("Stage", "prod")).queues())
                .extracting(QueueSpec::id)
                .containsExactly("Work", "Extra");
    }

    @Test
    void a_reference_to_a_resource_that_is_not_there_is_a_fault_unless_its_branch_is_not_taken() {
        String refers = TWO + "  Role: { Type: AWS::IAM::Role, Properties: { RoleName: %s } }\n";
        planned.refused(
                refers.formatted("!Ref Extra"),
                "t.yaml:11: Role, property RoleName:"
                        + " refers to Extra, which is not there: its condition Prod does not hold");
        assertThat(planned.plan(refers.formatted("!If [Prod, !GetAtt Extra.QueueName, none]"))
                        .queues())
                .hasSize(1);
    }

    @Test
    void an_output_counts_only_where_its_condition_holds() {
        String output = TWO + "Outputs:\n  Out:\n    Condition: %s\n    Value: !Ref Extra\n";
        assertThat(planned.plan(output.formatted("Prod")).queues()).hasSize(1);
        planned.refused(
                output.formatted("Test"), "t.yaml:13: output Out, property Condition: there is no condition Test");
        planned.refused(
                TWO + "Outputs:\n  Out: { Value: a, Colour: red }\n",
                "t.yaml:12: output Out, property Colour: is not known for an output");
        planned.refused(TWO + "Outputs:\n  Out: { Export: a }\n", "t.yaml:12: output Out: must be a map with a Value");
    }

    @Test
    void a_condition_that_is_not_there_is_refused_on_a_resource() {
        planned.refused(
                "Resources:\n  Work:\n    Type: AWS::SQS::Queue\n    Condition: Prod\n",
                "t.yaml:4: Work, property Condition: there is no condition Prod");
    }
}
