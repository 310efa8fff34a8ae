package dev.tallystick.local.template;

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
                    throw resource.fault(
                            properties.lineOf(key), shown + property, "the local cloud does not know this property");
            }
        });
    }

    private void inner(Resource resource, String type, Support support, String shown, String path, Node value) {
        switch (value) {
            case Node.Mapping mapping -> check(resource, type, support, shown, path + ".", mapping);
            case Node.Sequence sequence ->
                sequence.items().forEach(item -> inner(resource, type, support, shown, path, item));
            case Node.Scalar scalar -> throw resource.fault(scalar.line(), shown + path, "must be a map or a list");
        }
    }
}
