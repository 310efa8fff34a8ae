package dev.tallystick.local.template;

import dev.tallystick.local.Fault;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A template with its parameters: which resources there are, and what their properties come to. */
public final class Resolver {

    private static final Set<String> OUTPUT = Set.of("Value", "Description", "Export", "Condition");

    private final String file;
    private final Template template;
    private final Map<String, Resource> all;
    private final Account account;
    private final Map<String, Node> values;
    private final Conditions conditions;
    private final Functions functions;
    private final Attributes attributes;
    private final Set<String> beingNamed = new HashSet<>();

    /** A resolver of the template with the given parameters. */
    public Resolver(Template template, Map<String, String> given, Account account, Addresses addresses) {
        this.file = template.file();
        this.account = account;
        this.attributes = new Attributes(account, addresses);
        this.values = values(template, given, account);
        Mappings mappings = new Mappings(template.file(), template.mappings());
        this.conditions = new Conditions(template.file(), template.conditions(), mappings, values);
        this.functions = new Functions(mappings, new Names());
        this.all = template.resources();
        this.template = template.where(this::isThere);
    }

    private static Map<String, Node> values(Template template, Map<String, String> given, Account account) {
        for (String name : given.keySet()) {
            if (!template.parameters().containsKey(name)) {
                throw new Fault(template.file() + ": there is no parameter " + name
                        + (template.parameters().isEmpty()
                                ? ""
                                : "; there is "
                                        + String.join(
                                                ", ", template.parameters().keySet())));
            }
        }
        Map<String, Node> values = new HashMap<>();
        account.pseudoParameters().forEach((name, value) -> values.put(name, Node.text(value, 0)));
        template.parameters().forEach((id, parameter) -> values.put(id, parameter.value(given.get(id))));
        return values;
    }

    private boolean isThere(Resource resource) {
        return resource.condition()
                .map(name -> conditions.condition(place(resource.id(), "Condition", name.line()), name.text()))
                .orElse(true);
    }

    /** The account that the resources live in. */
    public Account account() {
        return account;
    }

    /** The template, without the resources whose condition does not hold. */
    public Template template() {
        return template;
    }

    /** The resource's properties, with no function left in them. */
    public Properties properties(Resource resource) {
        Place place = place(resource.id(), "", resource.line());
        return new Properties(resource, "", (Node.Mapping)
                functions.resolve(place, resource.properties()).orElseThrow());
    }

    /** Resolves the outputs, only to find what is wrong in them. */
    public void checkOutputs() {
        template.outputs().forEach((id, node) -> {
            Place place = place("output " + id, "", node.line());
            if (!(node instanceof Node.Mapping output) || !output.entries().containsKey("Value")) {
                throw place.fault("must be a map with a Value");
            }
            for (String key : output.entries().keySet()) {
                if (!OUTPUT.contains(key)) {
                    throw place.inside(key, output.lineOf(key)).fault("is not known for an output");
                }
            }
            Node condition = output.entries().get("Condition");
            Place at = place.inside("Condition", output.lineOf("Condition"));
            if (condition == null || conditions.condition(at, Functions.literal(at, "Condition", condition))) {
                functions.resolve(place, output);
            }
        });
    }

    /** What Ref gives for the resource. */
    public String ref(Resource resource) {
        return attributes.ref(resource, name(resource));
    }

    /** What Fn::GetAtt gives for the resource. */
    public String attribute(Resource resource, String attribute) {
        return attribute(place(resource.id(), "", resource.line()), resource, attribute);
    }

    private String attribute(Place place, Resource resource, String attribute) {
        return attributes
                .attribute(resource, name(resource), attribute)
                .orElseThrow(() ->
                        place.fault(resource.id() + " (" + resource.type().type() + ") has no attribute " + attribute));
    }

    /** The physical name: as given, otherwise the logical id. */
    public String name(Resource resource) {
        String property = resource.type().nameProperty();
        Optional<Node> given = value(resource, property);
        if (given.isEmpty()) {
            boolean fifo = resource.type() == ResourceType.QUEUE
                    && value(resource, "FifoQueue").orElse(null) instanceof Node.Scalar scalar
                    && scalar.text().equals("true");
            return fifo ? resource.id() + ".fifo" : resource.id();
        }
        if (given.get() instanceof Node.Scalar name) {
            return name.text();
        }
        throw resource.fault(given.get().line(), property, "must be a text");
    }

    private Optional<Node> value(Resource resource, String property) {
        Node node = resource.properties().entries().get(property);
        if (node == null) {
            return Optional.empty();
        }
        if (!beingNamed.add(resource.id())) {
            throw resource.fault(node.line(), property, "refers to itself");
        }
        try {
            return functions.resolve(place(resource.id(), property, node.line()), node);
        } finally {
            beingNamed.remove(resource.id());
        }
    }

    private Place place(String owner, String property, int line) {
        return new Place(file, owner, property, line);
    }

    /** What may be named outside Conditions. */
    private final class Names implements References {

        @Override
        public Optional<Node> ref(Place place, String id) {
            if (id.equals(Account.NO_VALUE)) {
                return Optional.empty();
            }
            Node value = values.get(id);
            return Optional.of(value != null ? value : Node.text(Resolver.this.ref(resource(place, id)), place.line()));
        }

        @Override
        public Node attribute(Place place, String id, String attribute) {
            return Node.text(Resolver.this.attribute(place, resource(place, id), attribute), place.line());
        }

        @Override
        public boolean condition(Place place, String name) {
            return conditions.condition(place, name);
        }

        private Resource resource(Place place, String id) {
            Resource resource = template.resources().get(id);
            if (resource != null) {
                return resource;
            }
            Resource absent = all.get(id);
            throw place.fault(
                    absent == null
                            ? "refers to " + id + ", which the template does not have"
                            : "refers to " + id + ", which is not there: its condition "
                                    + absent.condition().orElseThrow().text() + " does not hold");
        }
    }
}
