package dev.tallystick.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DependenciesTest {

    @TempDir
    Path directory;

    private static String queues(String a, String b) {
        return """
                Resources:
                  A:
                    Type: AWS::SQS::Queue
                    DependsOn: %s
                  B:
                    Type: AWS::SQS::Queue
                    DependsOn: %s
                  C: { Type: AWS::SQS::Queue }
                """.formatted(a, b);
    }

    @Test
    void a_resource_depends_on_one_or_several_others() {
        assertThat(new Planned(directory).plan(queues("B", "[C]")).queues()).hasSize(3);
    }

    @Test
    void what_is_not_there_and_what_goes_in_a_circle_is_refused() {
        Planned planned = new Planned(directory);
        planned.refused(
                queues("[B, Nothing]", "C"),
                "t.yaml:4: A, property DependsOn: refers to Nothing, which the template does not have");
        planned.refused(queues("B", "[C, A]"), "t.yaml:4: A, property DependsOn: depends on itself: A, B, A");
        planned.refused(queues("A", "C"), "t.yaml:4: A, property DependsOn: depends on itself: A, A");
        planned.refused(
                queues("{ B: C }", "C"),
                "t.yaml:4: A, property DependsOn: must be the name of a resource or a list of them");
    }
}
