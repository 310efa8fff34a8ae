package dev.tallystick.local.template;

import java.util.List;
import java.util.Optional;

/** Puts every property of a resource into exactly one of: has an effect, accepted without, refused. */
final class Checker {

    private final Effects effects;

    Checker(Effects effects) {
        this.effects = effects;
    }

    void check(Resource resource) {
        String type = resource.type().type();
        if (resource.properties().entries().isEmpty()) {
            effects.honour(type, "(no properties)");
        }
        check(resource, type, resource.type().support(), "", "", resource.properties());
        if (resource.type() == ResourceType.FUNCTION
                && resource.properties().entries().get("Events") instanceof Node.Mapping events) {
            events.entries().forEach((name, event) -> checkEvent(resource, name, event));
        }
    }

    private void checkEvent(Resource resource, String name, Node node) {
        String path = "Events." + name;
        if (!(node instanceof Node.Mapping event)) {
            throw resource.fault(node.line(), path, "must be a map with Type and Properties");
        }
        for (String key : event.entries().keySet()) {
            if (!key.equals("Type") && !key.equals("Properties")) {
                throw resource.fault(event.lineOf(key), path + "." + key, "is not known for an event");
            }
        }
        if (!(event.entries().get("Type") instanceof Node.Scalar(String text, var kind, int line))) {
            throw resource.fault(event.line(), path + ".Type", "is missing");
        }
        EventType type = EventType.of(text)
                .orElseThrow(() ->
                        resource.fault(line, path + ".Type", "the local cloud does not run events of type " + text));
        if (event.entries().get("Properties") instanceof Node.Mapping properties) {
            check(resource, "event " + text, type.support(), path + ".Properties.", "", properties);
        }
    }

    private void check(
            Resource resource, String type, Support support, String shown, String path, Node.Mapping properties) {
        properties.entries().forEach((key, value) -> {
            String property = path + key;
            switch (support.standing(property)) {
                case HONOURED -> effects.honour(type, property);
                case ACCEPTED -> effects.accept(type, property);
                case INNER -> inner(resource, type, support, shown, property, value);
                case REFUSED ->
                    throw resource.fault(properties.lineOf(key), shown + property, Refusals.reason(type, property));
            }
        });
    }

    private void inner(Resource resource, String type, Support support, String shown, String path, Node value) {
        switch (value) {
            case Node.Mapping mapping -> {
                Place place = new Place(resource.file(), resource.id(), shown + path, mapping.line());
                Optional<Intrinsic.Call> call = Intrinsic.call(place, mapping);
                if (call.isPresent()) {
                    branches(call.get()).forEach(branch -> inner(resource, type, support, shown, path, branch));
                } else {
                    check(resource, type, support, shown, path + ".", mapping);
                }
            }
            case Node.Sequence sequence ->
                sequence.items().forEach(item -> inner(resource, type, support, shown, path, item));
            case Node.Scalar scalar -> throw resource.fault(scalar.line(), shown + path, "must be a map or a list");
        }
    }

    // Both, whichever is taken: what is known must not depend on a parameter.
    private static List<Node> branches(Intrinsic.Call call) {
        if (call.function() == Intrinsic.IF) {
            List<Node> parts = Functions.arguments(call.place(), "Fn::If", call.argument(), 3);
            return parts.subList(1, 3);
        }
        if (call.function() == Intrinsic.REF
                && Functions.literal(call.place(), "Ref", call.argument()).equals(Account.NO_VALUE)) {
            return List.of();
        }
        throw call.place().fault("must be a map or a list; of the functions only Fn::If can stand here");
    }
}
