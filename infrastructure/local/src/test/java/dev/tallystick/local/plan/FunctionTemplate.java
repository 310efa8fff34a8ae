package dev.tallystick.local.plan;

import dev.tallystick.local.template.Account;
import dev.tallystick.local.template.Addresses;
import dev.tallystick.local.template.Resolver;
import dev.tallystick.local.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A template of one function with the events that a test gives it. */
record FunctionTemplate(Template template) {

    private static final String FUNCTION = """
            Resources:
              F:
                Type: AWS::Serverless::Function
                Properties:
                  Runtime: java25
                  CodeUri: x.jar
                  Handler: x
                  Events:
            """;

    static FunctionTemplate with(Path directory, String... events) throws IOException {
        Path file = Files.writeString(
                directory.resolve("t.yaml"), FUNCTION + "        " + String.join("\n        ", events) + "\n");
        return new FunctionTemplate(Template.read(file));
    }

    List<ScheduleSource> schedules() {
        Account account = new Account("eu-central-1", Account.LOCAL_ID, "stack");
        return Plan.of(new Resolver(template, Map.of(), account, Addresses.none()))
                .schedules();
    }
}
