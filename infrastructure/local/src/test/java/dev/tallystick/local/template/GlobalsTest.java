package dev.tallystick.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.local.plan.FunctionSpec;
import dev.tallystick.local.plan.Plan;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GlobalsTest {

    @TempDir
    Path directory;

    @Test
    void globals_are_merged_as_SAM_merges_them() {
        Plan plan = new Planned(directory).plan("""
                Globals:
                  Function:
                    Runtime: java25
                    CodeUri: x.jar
                    Timeout: 7
                    MemorySize: 512
                    Environment: { Variables: { A: global, B: global } }
                Resources:
                  F:
                    Type: AWS::Serverless::Function
                    Properties:
                      Handler: x
                      Timeout: 9
                      Environment: { Variables: { B: own, C: own } }
                """);
        FunctionSpec function = plan.functions().getFirst();
        assertThat(function.timeout()).hasSeconds(9);
        assertThat(function.memoryMegabytes()).isEqualTo(512);
        assertThat(function.environment())
                .containsExactlyInAnyOrderEntriesOf(Map.of("A", "global", "B", "own", "C", "own"));
    }

    @Test
    void what_SAM_does_not_take_from_globals_is_refused_there() {
        new Planned(directory)
                .refused(
                        "Globals:\n  Function:\n    Policies: []\n",
                        "t.yaml:3: Globals, property Function.Policies: SAM does not take this from Globals");
        new Planned(directory)
                .refused(
                        "Globals: { HttpApi: { StageName: prod } }\n",
                        "t.yaml:1: Globals, property HttpApi.StageName: SAM does not take this from Globals");
    }

    @Test
    void a_function_of_the_template_in_globals_is_not_merged_but_replaced() {
        Plan plan = new Planned(directory).plan("""
                Globals:
                  Function:
                    Runtime: java25
                    CodeUri: x.jar
                    Handler: x
                    Environment: { Variables: { A: !Sub "${AWS::Region}" } }
                Resources:
                  F: { Type: AWS::Serverless::Function, Properties: { Environment: { Variables: { A: !Ref "AWS::StackName" } } } }
                """);
        assertThat(plan.functions().getFirst().environment()).isEqualTo(Map.of("A", "stack"));
    }
}
