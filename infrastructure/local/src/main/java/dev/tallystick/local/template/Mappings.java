package dev.tallystick.local.template;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The template's Mappings: by name, maps of maps of texts or lists of texts. */
record Mappings(String file, Map<String, Node> byName) {

    Mappings {
        byName.forEach((name, node) -> {
            Place place = new Place(file, "mapping " + name, "", node.line());
            Node.Mapping outer = map(place, node);
            outer.entries().forEach((key, inner) -> {
                Place inside = place.inside(key, outer.lineOf(key));
                map(inside, inner)
                        .entries()
                        .forEach((last, value) -> checkValue(inside.inside(last, value.line()), value));
            });
        });
    }

    Node find(Place place, String name, String first, String second) {
        Node.Mapping outer = (Node.Mapping) there(place, "Mappings", name, byName.get(name));
        Node.Mapping inner = (Node.Mapping)
                there(place, "the mapping " + name, first, outer.entries().get(first));
        return there(
                place,
                "the mapping " + name + " under " + first,
                second,
                inner.entries().get(second));
    }

    private static Node there(Place place, String where, String key, @Nullable Node found) {
        if (found == null) {
            throw place.fault("there is no " + key + " in " + where);
        }
        return found;
    }

    private static Node.Mapping map(Place place, Node node) {
        if (node instanceof Node.Mapping mapping) {
            return mapping;
        }
        throw place.fault("must be a map");
    }

    private static void checkValue(Place place, Node value) {
        boolean texts =
                value instanceof Node.Sequence list && list.items().stream().allMatch(Node.Scalar.class::isInstance);
        if (!texts && !(value instanceof Node.Scalar)) {
            throw place.fault("must be a text or a list of texts: functions do not stand in Mappings");
        }
    }
}
