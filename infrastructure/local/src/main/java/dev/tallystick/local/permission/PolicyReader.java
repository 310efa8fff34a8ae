package dev.tallystick.local.permission;

import dev.tallystick.local.Fault;
import dev.tallystick.local.template.Account;
import dev.tallystick.local.template.Node;
import dev.tallystick.local.template.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the policy documents of one resource of the template, and stops at the first thing that it does not know. */
final class PolicyReader {

    private static final Set<String> OF_DOCUMENT = Set.of("Version", "Id", "Statement");
    private static final Set<String> OF_STATEMENT =
            Set.of("Sid", "Effect", "Principal", "Action", "NotAction", "Resource", "NotResource", "Condition");

    private final Account account;
    private final Resource resource;
    private final String property;

    PolicyReader(Account account, Resource resource, String property) {
        this.account = account;
        this.resource = resource;
        this.property = property;
    }

    /** The statements of a policy of an identity. */
    List<Statement> ofIdentity(Node document) {
        return statements(document, false);
    }

    /** The statements of a policy of a resource, which say whom they are about. */
    List<Statement> ofResource(Node document) {
        return statements(document, true);
    }

    private List<Statement> statements(Node document, boolean ofResource) {
        Node.Mapping mapping = map(document, "a policy document");
        knowOnly(mapping, OF_DOCUMENT);
        List<Statement> statements = new ArrayList<>();
        for (Node statement : items(required(mapping, "Statement"))) {
            statements.add(statement(map(statement, "a statement"), ofResource));
        }
        return statements;
    }

    private Statement statement(Node.Mapping statement, boolean ofResource) {
        knowOnly(statement, OF_STATEMENT);
        Effect effect = switch (text(required(statement, "Effect"))) {
            case "Allow" -> Effect.ALLOW;
            case "Deny" -> Effect.DENY;
            default -> throw fault(statement.lineOf("Effect"), "Effect must be Allow or Deny");
        };
        Principals principals = new Principals.Owner();
        if (ofResource) {
            principals = principals(required(statement, "Principal"));
        } else if (statement.entries().containsKey("Principal")) {
            throw fault(statement.lineOf("Principal"), "Principal belongs in the policies of resources only");
        }
        return new Statement(
                effect,
                principals,
                selection(statement, "Action", true),
                selection(statement, "Resource", false),
                conditions(statement.entries().get("Condition")));
    }

    private Selection selection(Node.Mapping statement, String name, boolean ignoringCase) {
        boolean inverted = statement.entries().containsKey("Not" + name);
        if (inverted && statement.entries().containsKey(name)) {
            throw fault(statement.line(), "a statement has " + name + " or Not" + name + ", not both");
        }
        List<Wildcard> named = texts(required(statement, inverted ? "Not" + name : name)).stream()
                .map(text -> ignoringCase ? Wildcard.ignoringCase(text) : Wildcard.of(Arns.inAccount(account, text)))
                .toList();
        return new Selection(named, inverted);
    }

    private Principals principals(Node node) {
        if (node instanceof Node.Scalar scalar) {
            if (scalar.text().equals("*")) {
                return new Principals.Everyone();
            }
            throw fault(scalar.line(), "Principal must be \"*\" or a map");
        }
        Node.Mapping kinds = map(node, "Principal");
        List<String> names = new ArrayList<>();
        kinds.entries().forEach((kind, named) -> {
            switch (kind) {
                case "AWS" -> names.addAll(texts(named));
                // Functions are neither services nor users of other providers.
                case "Service", "Federated", "CanonicalUser" -> texts(named);
                default -> throw fault(kinds.lineOf(kind), "the local cloud does not know the principal " + kind);
            }
        });
        return names.contains("*") ? new Principals.Everyone() : new Principals.Named(names);
    }

    private List<Condition> conditions(@Nullable Node node) {
        List<Condition> conditions = new ArrayList<>();
        if (node != null) {
            Node.Mapping operators = map(node, "Condition");
            operators.entries().forEach((operator, keys) -> {
                Node.Mapping byKey = map(keys, operator);
                byKey.entries()
                        .forEach((key, values) -> conditions.add(condition(
                                operator, operators.lineOf(operator), key, texts(values), byKey.lineOf(key))));
            });
        }
        return conditions;
    }

    private Condition condition(String operator, int operatorLine, String key, List<String> values, int line) {
        int colon = operator.indexOf(':');
        Condition.Quantifier quantifier = switch (operator.substring(0, Math.max(colon, 0))) {
            case "" -> Condition.Quantifier.NONE;
            case "ForAllValues" -> Condition.Quantifier.FOR_ALL_VALUES;
            case "ForAnyValue" -> Condition.Quantifier.FOR_ANY_VALUE;
            default -> throw fault(operatorLine, "the local cloud does not know the operator " + operator);
        };
        String name = operator.substring(colon + 1);
        boolean ifExists = name.endsWith("IfExists");
        Operator known = Operator.named(ifExists ? name.substring(0, name.length() - "IfExists".length()) : name)
                .filter(found -> !(ifExists && found == Operator.NULL))
                .orElseThrow(() -> fault(operatorLine, "the local cloud does not know the operator " + operator));
        for (String value : values) {
            if (known.takesNumbers() && !value.matches("-?\\d+(\\.\\d+)?")) {
                throw fault(line, "the value of " + key + " must be a number");
            }
        }
        return new Condition(quantifier, known, ifExists, key, values);
    }

    private List<String> texts(Node node) {
        return items(node).stream().map(this::text).toList();
    }

    private String text(Node node) {
        if (!(node instanceof Node.Scalar scalar)) {
            throw fault(node.line(), "a text is needed here");
        }
        if (scalar.text().contains("${")) {
            throw fault(scalar.line(), "the local cloud does not know policy variables");
        }
        return scalar.text();
    }

    private static List<Node> items(Node node) {
        return node instanceof Node.Sequence sequence ? sequence.items() : List.of(node);
    }

    private Node.Mapping map(Node node, String what) {
        if (node instanceof Node.Mapping mapping) {
            return mapping;
        }
        throw fault(node.line(), what + " must be a map");
    }

    private Node required(Node.Mapping mapping, String name) {
        Node found = mapping.entries().get(name);
        if (found == null) {
            throw fault(mapping.line(), name + " is missing");
        }
        return found;
    }

    private void knowOnly(Node.Mapping mapping, Set<String> known) {
        for (String key : mapping.entries().keySet()) {
            if (!known.contains(key)) {
                throw fault(mapping.lineOf(key), "the local cloud does not know " + key + " in a policy");
            }
        }
    }

    private Fault fault(int line, String problem) {
        return resource.fault(line, property, problem);
    }
}
