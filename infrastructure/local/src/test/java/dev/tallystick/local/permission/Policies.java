package dev.tallystick.local.permission;

import dev.tallystick.local.plan.Plan;
import dev.tallystick.local.template.Account;
import dev.tallystick.local.template.Addresses;
import dev.tallystick.local.template.Resolver;
import dev.tallystick.local.template.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A template with a function F, and what it may do. */
record Policies(Plan plan, Permissions permissions) {

    static final String TABLE = "arn:aws:dynamodb:eu-central-1:000000000000:table/orders";
    static final String QUEUE = "arn:aws:sqs:eu-central-1:000000000000:work";

    private static final String FUNCTION = """
            Globals: { Function: { Runtime: java25, CodeUri: x.jar, Handler: x } }
            Resources:
              Orders:
                Type: AWS::DynamoDB::Table
                Properties:
                  TableName: orders
                  AttributeDefinitions: [{ AttributeName: pk, AttributeType: S }]
                  KeySchema: [{ AttributeName: pk, KeyType: HASH }]
                  StreamSpecification: { StreamViewType: NEW_IMAGE }
            %s
              Work: { Type: AWS::SQS::Queue, Properties: { QueueName: work } }
              F:
                Type: AWS::Serverless::Function
                Properties:
                  Timeout: 3
            """;

    /** What the function may do by these properties, in a template that goes on with these resources. */
    static Policies of(String properties, String more) {
        return read(FUNCTION.formatted("") + indented(properties, 6) + indented(more, 2));
    }

    /** What the function may do by these statements of its own. */
    static Policies ofStatements(String statements) {
        return of("Policies:\n  - Version: '2012-10-17'\n    Statement:\n" + indented(statements, 6), "");
    }

    /** What the function may do by its own statements and those of the table. */
    static Policies withTablePolicy(String tableStatements, String properties) {
        String policy = "      ResourcePolicy:\n        PolicyDocument:\n          Statement:\n";
        return read(FUNCTION.formatted(policy + indented(tableStatements, 12)) + indented(properties, 6));
    }

    static Policies read(String yaml) {
        try {
            Path file = Files.writeString(Files.createTempDirectory("policies").resolve("t.yaml"), yaml);
            Account account = new Account("eu-central-1", Account.LOCAL_ID, "stack");
            Resolver resolver = new Resolver(Template.read(file), Map.of(), account, Addresses.none());
            Plan plan = Plan.of(resolver);
            return new Policies(plan, Permissions.of(resolver, plan));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String indented(String text, int spaces) {
        return text.stripTrailing().indent(spaces);
    }

    boolean allow(String action, String resource, Map<String, List<String>> context) {
        return decide(action, resource, context) instanceof Decision.Allowed;
    }

    boolean allow(String action, String resource) {
        return allow(action, resource, Map.of());
    }

    String denial(String action, String resource) {
        return decide(action, resource, Map.of()) instanceof Decision.Denied denied ? denied.message() : "";
    }

    private Decision decide(String action, String resource, Map<String, List<String>> context) {
        return permissions.decide(plan.functions().getFirst(), new Access(action, resource, context));
    }
}
