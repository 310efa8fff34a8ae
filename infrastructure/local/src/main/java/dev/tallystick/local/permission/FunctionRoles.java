package dev.tallystick.local.permission;

import dev.tallystick.local.plan.Destination;
import dev.tallystick.local.plan.EventInvokeSpec;
import dev.tallystick.local.plan.FunctionSpec;
import dev.tallystick.local.template.Account;
import dev.tallystick.local.template.Node;
import dev.tallystick.local.template.Properties;
import dev.tallystick.local.template.Resolver;
import dev.tallystick.local.template.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The role of each function: the one that it names, otherwise the one that SAM makes for it. */
final class FunctionRoles {

    private final Resolver resolver;
    private final Account account;
    private final Roles roles;

    FunctionRoles(Resolver resolver) {
        this.resolver = resolver;
        this.account = resolver.account();
        this.roles = new Roles(resolver);
    }

    Role of(FunctionSpec function) {
        Resource resource =
                Objects.requireNonNull(resolver.template().resources().get(function.id()));
        Properties properties = resolver.properties(resource);
        // SAM ignores a function's policies where it names a role.
        if (properties.has("Role")) {
            String arn = properties.required("Role");
            return role(
                    arn,
                    function,
                    roles.statements(arn)
                            .orElseThrow(() -> properties.fault("Role", "is not the Arn of a role of this template")));
        }
        List<Statement> statements = new ArrayList<>(ofEvents(properties.inner("Events")));
        destinations(account, function)
                .keySet()
                .forEach(arn -> statements.add(Statement.allow(List.of(arn), "sqs:SendMessage")));
        for (Node policy : items(properties)) {
            statements.addAll(policy(resource, properties, policy));
        }
        String name = account.stack() + "-" + function.id() + "Role";
        return role("arn:aws:iam::" + account.id() + ":role/" + name, function, statements);
    }

    private Role role(String arn, FunctionSpec function, List<Statement> statements) {
        String session = "arn:aws:sts::" + account.id() + ":assumed-role/" + arn.substring(arn.lastIndexOf('/') + 1)
                + "/" + function.name();
        return new Role(arn, session, List.copyOf(statements));
    }

    /** The queues to which Lambda sends under the function's role what becomes of its events, each with its property. */
    static Map<String, String> destinations(Account account, FunctionSpec function) {
        EventInvokeSpec events = function.options().events();
        Map<String, String> properties = new LinkedHashMap<>();
        Stream.of(events.onSuccess(), events.onFailure())
                .flatMap(Optional::stream)
                .forEach(destination -> {
                    if (destination instanceof Destination.Queue(String name)) {
                        properties.put(account.arn("sqs", name), "EventInvokeConfig.DestinationConfig");
                    }
                });
        events.deadLetters().ifPresent(queue -> properties.put(account.arn("sqs", queue.name()), "DeadLetterQueue"));
        return properties;
    }

    // What SAM attaches by itself, so that event sources can be read.
    private static List<Statement> ofEvents(Properties events) {
        List<Statement> statements = new ArrayList<>();
        for (String name : events.mapping().entries().keySet()) {
            Properties event = events.inner(name);
            Properties destination =
                    event.inner("Properties").inner("DestinationConfig").inner("OnFailure");
            switch (event.required("Type")) {
                case "SQS" ->
                    statements.addAll(ManagedPolicies.find("AWSLambdaSQSQueueExecutionRole")
                            .orElseThrow());
                case "DynamoDB" -> {
                    statements.addAll(ManagedPolicies.find("AWSLambdaDynamoDBExecutionRole")
                            .orElseThrow());
                    destination
                            .text("Destination")
                            .ifPresent(arn -> statements.add(Statement.allow(List.of(arn), "sqs:SendMessage")));
                }
                default -> {
                    // calls the function from outside, which needs nothing of its role
                }
            }
        }
        return statements;
    }

    private static List<Node> items(Properties properties) {
        return switch (properties.mapping().entries().get("Policies")) {
            case Node.Sequence sequence -> sequence.items();
            case null -> List.of();
            case Node one -> List.of(one);
        };
    }

    private List<Statement> policy(Resource resource, Properties properties, Node policy) {
        if (policy instanceof Node.Scalar named) {
            return roles.managed(named.text()).orElseThrow(() -> Roles.unknown(properties, "Policies", named.text()));
        }
        Node.Mapping mapping = policy instanceof Node.Mapping map
                ? map
                : new Node.Mapping(Map.of("Statement", policy), Map.of(), policy.line());
        if (mapping.entries().containsKey("Statement")) {
            return new PolicyReader(account, resource, "Policies").ofIdentity(mapping);
        }
        if (mapping.entries().containsKey("Effect")) {
            return new PolicyReader(account, resource, "Policies")
                    .ofIdentity(new Node.Mapping(Map.of("Statement", mapping), Map.of(), mapping.line()));
        }
        return samPolicy(resource, mapping);
    }

    private List<Statement> samPolicy(Resource resource, Node.Mapping policy) {
        List<Statement> statements = new ArrayList<>();
        Properties templates = new Properties(resource, "Policies.", policy);
        for (String name : policy.entries().keySet()) {
            Properties given = templates.inner(name);
            List<String> parameters = SamPolicies.parameters(name)
                    .orElseThrow(() -> templates.fault(name, "the local cloud does not know this policy template"));
            for (String parameter : given.mapping().entries().keySet()) {
                if (!parameters.contains(parameter)) {
                    throw given.fault(parameter, "the policy template has no such parameter");
                }
            }
            statements.addAll(new SamPolicies(account)
                    .expand(name, parameters.stream().map(given::required).toList()));
        }
        return statements;
    }
}
