package dev.tallystick.local.template;

import dev.tallystick.local.Fault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Replaces the template's functions by what they stand for. */
public final class Resolver {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^!}][^}]*)}");
    private static final Pattern LITERAL = Pattern.compile("\\$\\{!([^}]*)}");

    private final Template template;
    private final Account account;
    private final Map<String, String> values;
    private final Attributes attributes;
    private final Set<String> beingNamed = new HashSet<>();

    /** A resolver of the template with the given parameters. */
    public Resolver(Template template, Map<String, String> given, Account account, Addresses addresses) {
        this.template = template;
        this.account = account;
        this.attributes = new Attributes(account, addresses);
        this.values = new HashMap<>(account.pseudoParameters());
        for (String name : given.keySet()) {
            if (!template.parameters().containsKey(name)) {
                throw new Fault(template.file() + ": there is no parameter " + name);
            }
        }
        template.parameters().forEach((id, parameter) -> values.put(id, parameter.value(given.get(id))));
    }

    /** The account that the resources live in. */
    public Account account() {
        return account;
    }

    /** The template that is resolved. */
    public Template template() {
        return template;
    }

    /** The resource's properties, with no function left in them. */
    public Properties properties(Resource resource) {
        Node resolved = resolve(resource.id(), "", resource.properties());
        return new Properties(resource, "", (Node.Mapping) resolved);
    }

    /** Resolves the outputs, only to find what is wrong in them. */
    public void checkOutputs() {
        template.outputs().forEach((id, node) -> resolve("output " + id, "", node));
    }

    /** What Ref gives for the resource. */
    public String ref(Resource resource) {
        return attributes.ref(resource, name(resource));
    }

    /** What Fn::GetAtt gives for the resource. */
    public String attribute(Resource resource, String attribute) {
        return attribute(place(resource.id(), "", resource.line()), resource.id(), attribute);
    }

    /** The physical name: as given, otherwise the logical id. */
    public String name(Resource resource) {
        String property = switch (resource.type()) {
            case TABLE -> "TableName";
            case QUEUE -> "QueueName";
            case SECRET, HTTP_API -> "Name";
            case FUNCTION -> "FunctionName";
            case ALARM -> "AlarmName";
            case ROLE -> "RoleName";
            case MANAGED_POLICY -> "ManagedPolicyName";
            case LOG_GROUP -> "LogGroupName";
            case METRIC_FILTER -> "FilterName";
        };
        Node given = resource.properties().entries().get(property);
        if (given == null) {
            boolean fifo = resource.type() == ResourceType.QUEUE
                    && resource.properties().entries().get("FifoQueue") instanceof Node.Scalar scalar
                    && scalar.text().equals("true");
            return fifo ? resource.id() + ".fifo" : resource.id();
        }
        if (!beingNamed.add(resource.id())) {
            throw resource.fault(given.line(), property, "refers to itself");
        }
        try {
            if (resolve(resource.id(), property, given) instanceof Node.Scalar name) {
                return name.text();
            }
            throw resource.fault(given.line(), property, "must be a text");
        } finally {
            beingNamed.remove(resource.id());
        }
    }

    private Node resolve(String owner, String property, Node node) {
        return switch (node) {
            case Node.Scalar scalar -> scalar;
            case Node.Sequence sequence ->
                new Node.Sequence(
                        sequence.items().stream()
                                .map(item -> resolve(owner, property, item))
                                .toList(),
                        sequence.line());
            case Node.Mapping mapping -> resolveMap(place(owner, property, mapping.line()), mapping);
        };
    }

    private Node resolveMap(Place place, Node.Mapping mapping) {
        if (mapping.entries().size() == 1) {
            String key = mapping.entries().keySet().iterator().next();
            Node argument = mapping.entries().values().iterator().next();
            if (key.equals("Ref")) {
                return Node.text(ref(place, scalar(place, key, argument)), place.line());
            }
            if (key.startsWith("Fn::")) {
                return function(place, key, argument);
            }
        }
        Map<String, Node> entries = new LinkedHashMap<>();
        mapping.entries()
                .forEach((key, value) -> entries.put(
                        key,
                        resolve(
                                place.owner(),
                                place.property().isEmpty() ? key : place.property() + "." + key,
                                value)));
        return new Node.Mapping(entries, mapping.keyLines(), mapping.line());
    }

    private Node function(Place place, String name, Node argument) {
        return switch (name) {
            case "Fn::GetAtt" -> Node.text(getAtt(place, argument), place.line());
            case "Fn::Sub" -> Node.text(sub(place, argument), place.line());
            case "Fn::Join" -> Node.text(join(place, argument), place.line());
            default -> throw place.fault(name + " is not known to the local cloud");
        };
    }

    private String ref(Place place, String id) {
        String value = values.get(id);
        if (value != null) {
            return value;
        }
        Resource resource = template.resources().get(id);
        if (resource == null) {
            throw place.fault("refers to " + id + ", which the template does not have");
        }
        return attributes.ref(resource, name(resource));
    }

    private String getAtt(Place place, Node argument) {
        if (resolve(place.owner(), place.property(), argument) instanceof Node.Sequence(List<Node> items, int line)
                && items.size() == 2) {
            return attribute(
                    place, scalar(place, "Fn::GetAtt", items.getFirst()), scalar(place, "Fn::GetAtt", items.getLast()));
        }
        throw place.fault("Fn::GetAtt needs a resource and an attribute");
    }

    private String attribute(Place place, String id, String attribute) {
        Resource resource = template.resources().get(id);
        if (resource == null) {
            throw place.fault("refers to " + id + ", which the template does not have");
        }
        return attributes
                .attribute(resource, name(resource), attribute)
                .orElseThrow(() -> place.fault(id + " (" + resource.type().type() + ") has no attribute " + attribute));
    }

    private String sub(Place place, Node argument) {
        Map<String, Node> own = Map.of();
        Node text = argument;
        if (argument instanceof Node.Sequence(List<Node> items, int line)
                && items.size() == 2
                && items.getLast() instanceof Node.Mapping variables) {
            text = items.getFirst();
            own = variables.entries();
        }
        Map<String, Node> variables = own;
        String replaced = PLACEHOLDER
                .matcher(scalar(place, "Fn::Sub", text))
                .replaceAll(match ->
                        Matcher.quoteReplacement(variable(place, match.group(1).strip(), variables)));
        return LITERAL.matcher(replaced).replaceAll("\\${$1}");
    }

    private String variable(Place place, String name, Map<String, Node> own) {
        Node given = own.get(name);
        if (given != null) {
            return scalar(place, "Fn::Sub", resolve(place.owner(), place.property(), given));
        }
        int dot = name.indexOf('.');
        return dot < 0 ? ref(place, name) : attribute(place, name.substring(0, dot), name.substring(dot + 1));
    }

    private String join(Place place, Node argument) {
        if (argument instanceof Node.Sequence(List<Node> parts, int line)
                && parts.size() == 2
                && resolve(place.owner(), place.property(), parts.getLast()) instanceof Node.Sequence joined) {
            List<String> texts = new ArrayList<>();
            joined.items().forEach(item -> texts.add(scalar(place, "Fn::Join", item)));
            return texts.stream().collect(Collectors.joining(scalar(place, "Fn::Join", parts.getFirst())));
        }
        throw place.fault("Fn::Join needs a delimiter and a list");
    }

    private static String scalar(Place place, String function, Node node) {
        if (node instanceof Node.Scalar scalar) {
            return scalar.text();
        }
        throw place.fault(function + " needs a text here");
    }

    private Place place(String owner, String property, int line) {
        return new Place(template.file(), owner, property, line);
    }

    private record Place(String file, String owner, String property, int line) {

        Fault fault(String problem) {
            return new Fault(file + ":" + line + ": " + owner + ", property " + property + ": " + problem);
        }
    }
}
