package dev.tallystick.local.template;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The template's Conditions. They depend on parameters, pseudo parameters, mappings and one another, on nothing else. */
final class Conditions implements References {

    private static final int MOST_PARTS = 10;

    private final String file;
    private final Map<String, Node> definitions;
    private final Map<String, Node> values;
    private final Functions functions;
    private final Map<String, Boolean> known = new HashMap<>();
    private final Set<String> open = new LinkedHashSet<>();

    Conditions(String file, Map<String, Node> definitions, Mappings mappings, Map<String, Node> values) {
        this.file = file;
        this.definitions = definitions;
        this.values = values;
        this.functions = new Functions(mappings, this);
        definitions.forEach((name, node) -> condition(new Place(file, "condition " + name, "", node.line()), name));
    }

    @Override
    public boolean condition(Place place, String name) {
        Boolean already = known.get(name);
        if (already != null) {
            return already;
        }
        Node definition = definitions.get(name);
        if (definition == null) {
            throw place.fault("there is no condition " + name);
        }
        if (!open.add(name)) {
            throw place.fault("refers to itself: " + String.join(", ", open));
        }
        boolean holds = evaluate(new Place(file, "condition " + name, "", definition.line()), definition);
        open.remove(name);
        known.put(name, holds);
        return holds;
    }

    private boolean evaluate(Place place, Node node) {
        if (node instanceof Node.Mapping mapping) {
            Node name = mapping.entries().get("Condition");
            if (mapping.entries().size() == 1 && name != null) {
                return condition(place.at(mapping.line()), Functions.literal(place, "Condition", name));
            }
            Optional<Intrinsic.Call> call = Intrinsic.call(place, mapping);
            if (call.isPresent()) {
                return evaluate(call.get());
            }
        }
        throw notOne(place);
    }

    private boolean evaluate(Intrinsic.Call call) {
        Place place = call.place();
        return switch (call.function()) {
            case EQUALS -> {
                List<Node> two = Functions.arguments(place, "Fn::Equals", call.argument(), 2);
                yield functions
                        .text(place, "Fn::Equals", two.getFirst())
                        .equals(functions.text(place, "Fn::Equals", two.getLast()));
            }
            case NOT ->
                !evaluate(
                        place,
                        Functions.arguments(place, "Fn::Not", call.argument(), 1)
                                .getFirst());
            case AND ->
                parts(call).stream().map(part -> evaluate(place, part)).toList().stream()
                        .allMatch(part -> part);
            case OR ->
                parts(call).stream().map(part -> evaluate(place, part)).toList().stream()
                        .anyMatch(part -> part);
            case REF, GET_ATT, SUB, JOIN, SPLIT, SELECT, FIND_IN_MAP, IF, BASE64 -> throw notOne(place);
        };
    }

    private static List<Node> parts(Intrinsic.Call call) {
        if (call.argument() instanceof Node.Sequence(List<Node> parts, int _)
                && parts.size() >= 2
                && parts.size() <= MOST_PARTS) {
            return parts;
        }
        throw call.place().fault(call.function().key() + " needs a list of 2 to " + MOST_PARTS + " conditions");
    }

    private static RuntimeException notOne(Place place) {
        return place.fault("must be Fn::Equals, Fn::And, Fn::Or, Fn::Not or Condition");
    }

    @Override
    public Optional<Node> ref(Place place, String id) {
        return Optional.of(Optional.ofNullable(values.get(id))
                .orElseThrow(() -> place.fault("refers to " + id + ", which is no parameter")));
    }

    @Override
    public Node attribute(Place place, String id, String attribute) {
        throw place.fault("refers to " + id + ", which is no parameter");
    }
}
