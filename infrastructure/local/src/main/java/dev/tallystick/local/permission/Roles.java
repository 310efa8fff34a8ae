package dev.tallystick.local.permission;

import dev.tallystick.local.Fault;
import dev.tallystick.local.template.Node;
import dev.tallystick.local.template.Properties;
import dev.tallystick.local.template.Resolver;
import dev.tallystick.local.template.Resource;
import dev.tallystick.local.template.ResourceType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the roles of the template with all that is attached to them. */
final class Roles {

    private final Resolver resolver;
    private final Map<String, List<Statement>> managed = new HashMap<>();
    private final Map<String, List<Statement>> attachedByRoleName = new HashMap<>();
    private final Map<String, List<Statement>> statementsByArn = new HashMap<>();

    Roles(Resolver resolver) {
        this.resolver = resolver;
        all(ResourceType.MANAGED_POLICY).forEach(this::readManaged);
        all(ResourceType.ROLE).forEach(this::readRole);
    }

    /** What the role with that ARN may do; nothing where the template has no such role. */
    Optional<List<Statement>> statements(String arn) {
        return Optional.ofNullable(statementsByArn.get(arn));
    }

    /** A managed policy of the template or of AWS, by its ARN or AWS's name for it. */
    Optional<List<Statement>> managed(String nameOrArn) {
        return Optional.ofNullable(managed.get(nameOrArn)).or(() -> ManagedPolicies.find(nameOrArn));
    }

    private List<Resource> all(ResourceType type) {
        return resolver.template().resources().values().stream()
                .filter(resource -> resource.type() == type)
                .toList();
    }

    private void readManaged(Resource resource) {
        Properties properties = resolver.properties(resource);
        List<Statement> statements =
                new PolicyReader(resolver.account(), resource, "PolicyDocument").ofIdentity(document(properties));
        managed.put(resolver.ref(resource), statements);
        for (String role : properties.texts("Roles")) {
            attachedByRoleName.computeIfAbsent(role, _ -> new ArrayList<>()).addAll(statements);
        }
    }

    private void readRole(Resource resource) {
        Properties properties = resolver.properties(resource);
        List<Statement> statements =
                new ArrayList<>(attachedByRoleName.getOrDefault(resolver.name(resource), List.of()));
        for (String arn : properties.texts("ManagedPolicyArns")) {
            statements.addAll(managed(arn).orElseThrow(() -> unknown(properties, "ManagedPolicyArns", arn)));
        }
        if (properties.has("Policies")) {
            if (!(properties.mapping().entries().get("Policies") instanceof Node.Sequence policies)) {
                throw properties.fault("Policies", "must be a list");
            }
            for (Node node : policies.items()) {
                if (!(node instanceof Node.Mapping policy)) {
                    throw resource.fault(node.line(), "Policies", "a policy must be a map");
                }
                Properties inner = new Properties(resource, "Policies.", policy);
                statements.addAll(
                        new PolicyReader(resolver.account(), resource, "Policies").ofIdentity(document(inner)));
            }
        }
        statementsByArn.put(resolver.attribute(resource, "Arn"), statements);
    }

    private static Node document(Properties properties) {
        Node document = properties.mapping().entries().get("PolicyDocument");
        if (document == null) {
            throw properties.fault("PolicyDocument", "is missing");
        }
        return document;
    }

    static Fault unknown(Properties properties, String property, String policy) {
        return properties.fault(
                property,
                policy + " is neither a managed policy of this template nor one of AWS's that the local cloud knows");
    }
}
