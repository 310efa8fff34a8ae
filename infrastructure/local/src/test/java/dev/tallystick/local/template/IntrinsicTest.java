package dev.tallystick.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.local.Fault;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IntrinsicTest {

    private static final String SECTIONS = """
            Parameters:
              Stage: { Type: String, Default: dev }
              Zones: { Type: CommaDelimitedList, Default: "a, b ,c" }
            Mappings:
              Sizes:
                dev: { memory: 128, places: [x, y] }
                prod: { memory: 1024, places: [z] }
            Conditions:
              Small: !Equals [!FindInMap [Sizes, !Ref Stage, memory], "128"]
            """;

    @TempDir
    Path directory;

    private Planned planned;

    @BeforeEach
    void plan() {
        planned = new Planned(directory);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "!Ref Stage                                                        | dev",
                "!GetAtt Work.QueueName                                            | Work",
                "{ 'Fn::GetAtt': Work.QueueName }                                  | Work",
                "{ 'Fn::GetAtt': [Work, QueueName] }                               | Work",
                "!Sub '${Stage} ${Work.QueueName} ${!Stage} ${AWS::Region}'        | dev Work ${Stage} eu-central-1",
                "!Sub ['${a}-${Stage}', { a: !Select [1, !Ref Zones] }]            | b-dev",
                "!Join ['-', [a, !Ref Stage, !Ref 'AWS::NoValue']]                 | a-dev",
                "!Join ['', !Ref Zones]                                            | abc",
                "!Join ['+', !Split [',', '1,2,,3']]                               | 1+2++3",
                "!Select ['2', !Split ['.', a.b.c]]                                | c",
                "!FindInMap [Sizes, !Ref Stage, memory]                            | 128",
                "!Select [1, !FindInMap [Sizes, dev, places]]                      | y",
                "!If [Small, !Sub 'is ${Stage}', !Ref Work]                        | is dev",
                "{ 'Fn::Base64': hé }                                              | aMOp"
            })
    void each_function_comes_to_what_CloudFormation_says(String expression, String value) {
        assertThat(planned.value(expression.replace('\'', '"'), SECTIONS, Map.of()))
                .isEqualTo(value);
    }

    @Test
    void parameters_decide_which_way_an_if_goes() {
        assertThat(planned.value("!If [Small, little, much]", SECTIONS, Map.of("Stage", "prod")))
                .isEqualTo("much");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "!Select [3, !Ref Zones]                 | Fn::Select has no item 3 in a list of 3",
                "!Select [-1, !Ref Zones]                | Fn::Select has no item -1 in a list of 3",
                "!Select [0, text]                       | Fn::Select needs a list here",
                "!Split [',']                            | Fn::Split needs a list of 2",
                "!Split ['', abc]                        | Fn::Split needs a delimiter",
                "!Join ['-', [!Ref Zones]]               | Fn::Join needs a text here",
                "!Sub '${Zones}'                         | Fn::Sub needs a text here",
                "!FindInMap [Sizes, test, memory]        | there is no test in the mapping Sizes",
                "!FindInMap [Sizes, dev, colour]         | there is no colour in the mapping Sizes under dev",
                "!FindInMap [Widths, dev, colour]        | there is no Widths in Mappings",
                "!FindInMap [Sizes, a, b, {DefaultValue: 1}] | DefaultValue needs AWS::LanguageExtensions,"
                        + " which the local cloud does not have",
                "!If [Large, a, b]                       | there is no condition Large",
                "!If [Small, a]                          | Fn::If needs a list of 3",
                "!Equals [a, b]                          | Fn::Equals stands in Conditions only",
                "!GetAtt Work                            | Fn::GetAtt needs a resource and an attribute",
                "!GetAZs ''                              | Fn::GetAZs is not known to the local cloud",
                "!ImportValue other                      | Fn::ImportValue is not known to the local cloud",
                "!If [Small, a, !Ref Nothing]            | refers to Nothing, which the template does not have",
                "!Sub '${Nothing.Arn}'                   | refers to Nothing, which the template does not have"
            })
    void what_a_function_cannot_be_is_refused_with_its_place(String expression, String problem) {
        assertThatThrownBy(() -> planned.value(expression.replace('\'', '"'), SECTIONS, Map.of()))
                .isInstanceOf(Fault.class)
                .hasMessage("t.yaml:20: F, property Environment.Variables.X: " + problem);
    }

    @Test
    void NoValue_takes_a_property_away_so_that_its_default_counts() {
        String yaml = """
                Conditions: { Slow: !Equals [a, b] }
                Resources:
                  Work:
                    Type: AWS::SQS::Queue
                    Properties:
                      QueueName: !If [Slow, slow, !Ref "AWS::NoValue"]
                      VisibilityTimeout: !If [Slow, 60, !Ref "AWS::NoValue"]
                      RedrivePolicy:
                        !If [Slow, { deadLetterTargetArn: !GetAtt Work.Arn, maxReceiveCount: 3 }, !Ref "AWS::NoValue"]
                """;
        assertThat(planned.plan(yaml).queues()).singleElement().satisfies(queue -> {
            assertThat(queue.name()).isEqualTo("Work");
            assertThat(queue.visibilitySeconds()).isEqualTo(30);
            assertThat(queue.redrive()).isEmpty();
        });
        assertThat(planned.plan(yaml.replace("[a, b]", "[a, a]")).queues())
                .singleElement()
                .satisfies(queue -> {
                    assertThat(queue.name()).isEqualTo("slow");
                    assertThat(queue.redrive().orElseThrow().maxReceiveCount()).isEqualTo(3);
                });
    }

    @Test
    void an_unknown_property_is_refused_in_the_branch_that_is_not_taken_too() {
        planned.refused(
                """
                Conditions: { Never: !Equals [a, b] }
                Resources:
                  Work:
                    Type: AWS::SQS::Queue
                    Properties:
                      RedrivePolicy: !If [Never, { colour: red }, !Ref "AWS::NoValue"]
                """,
                "t.yaml:6: Work (AWS::SQS::Queue), property RedrivePolicy.colour:"
                        + " the local cloud does not know this property");
    }

    @Test
    void a_mapping_that_is_none_is_refused_with_its_line() {
        String resources = "Resources: { Work: { Type: AWS::SQS::Queue } }\n";
        planned.refused(resources + "Mappings:\n  M: text\n", "t.yaml:3: mapping M: must be a map");
        planned.refused(resources + "Mappings:\n  M:\n    a: text\n", "t.yaml:4: mapping M, property a: must be a map");
        planned.refused(
                resources + "Mappings:\n  M:\n    a:\n      b: !Ref Work\n",
                "t.yaml:5: mapping M, property a.b: must be a text or a list of texts:"
                        + " functions do not stand in Mappings");
    }
}
