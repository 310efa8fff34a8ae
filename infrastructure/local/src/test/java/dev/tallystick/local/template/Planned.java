package dev.tallystick.local.template;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.local.Fault;
import dev.tallystick.local.plan.Plan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Templates that are planned but not run. */
record Planned(Path directory) {

    Plan plan(String yaml, Map<String, String> parameters) {
        Account account = new Account("eu-central-1", Account.LOCAL_ID, "stack");
        return Plan.of(new Resolver(template(yaml), parameters, account, Addresses.none()));
    }

    Plan plan(String yaml) {
        return plan(yaml, Map.of());
    }

    Template template(String yaml) {
        try {
            return Template.read(Files.writeString(directory.resolve("t.yaml"), yaml));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a function's variable X comes to. */
    String value(String expression, String sections, Map<String, String> parameters) {
        String yaml = sections + """
                Resources:
                  Work: { Type: AWS::SQS::Queue }
                  F:
                    Type: AWS::Serverless::Function
                    Properties:
                      Runtime: java25
                      CodeUri: x.jar
                      Handler: x
                      Environment:
                        Variables:
                          X: EXPRESSION
                """.replace("EXPRESSION", expression);
        return String.valueOf(
                plan(yaml, parameters).functions().getFirst().environment().get("X"));
    }

    String value(String expression) {
        return value(expression, "", Map.of());
    }

    void refused(String yaml, String message) {
        assertThatThrownBy(() -> plan(yaml)).isInstanceOf(Fault.class).hasMessage(message);
    }
}
