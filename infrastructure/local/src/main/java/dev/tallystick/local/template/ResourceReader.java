package dev.tallystick.local.template;

import dev.tallystick.local.Fault;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the section Resources. */
final class ResourceReader {

    static final Set<String> HONOURED_AROUND = Set.of("Condition", "DependsOn");
    static final Set<String> ACCEPTED_AROUND = Set.of("DeletionPolicy", "UpdateReplacePolicy", "Metadata");

    private final String file;
    private final Globals globals;
    private final Effects effects;

    ResourceReader(String file, Globals globals, Effects effects) {
        this.file = file;
        this.globals = globals;
        this.effects = effects;
    }

    Map<String, Resource> read(Map<String, Node> section) {
        Map<String, Resource> resources = new LinkedHashMap<>();
        section.forEach((id, node) -> resources.put(id, resource(id, node)));
        Dependencies.check(file, section);
        resources.values().stream()
                .filter(ResourceReader::needsImplicitApi)
                .findFirst()
                .filter(_ -> !resources.containsKey(Template.IMPLICIT_API))
                .ifPresent(function -> resources.put(Template.IMPLICIT_API, implicitApi(function.line())));
        return resources;
    }

    private Resource resource(String id, Node node) {
        if (!(node instanceof Node.Mapping body)) {
            throw new Fault(file + ":" + node.line() + ": " + id + " must be a map");
        }
        body.entries().keySet().forEach(key -> around(id, body, key));
        if (!(body.entries().get("Type") instanceof Node.Scalar(String name, var _, int line))) {
            throw new Fault(file + ":" + body.line() + ": " + id + ", property Type: is missing");
        }
        ResourceType type = ResourceType.of(name)
                .orElseThrow(() -> new Place(file, id, "Type", line)
                        .fault("the local cloud does not run resources of type " + name));
        Node properties = body.entries().getOrDefault("Properties", none(body.line()));
        if (!(properties instanceof Node.Mapping own)) {
            throw new Place(file, id, "Properties", properties.line()).fault("must be a map");
        }
        return new Resource(file, id, type, globals.mergeInto(type, own), condition(id, body), body.line());
    }

    private Optional<Node.Scalar> condition(String id, Node.Mapping body) {
        return switch (body.entries().get("Condition")) {
            case Node.Scalar name -> Optional.of(name);
            case null -> Optional.empty();
            case Node other -> throw new Place(file, id, "Condition", other.line()).fault("must be a text");
        };
    }

    private void around(String id, Node.Mapping body, String key) {
        if (HONOURED_AROUND.contains(key)) {
            effects.honour("any resource", key);
        } else if (ACCEPTED_AROUND.contains(key)) {
            effects.accept("any resource", key);
        } else if (!key.equals("Type") && !key.equals("Properties")) {
            throw new Place(file, id, key, body.lineOf(key)).fault("the local cloud does not know this property");
        }
    }

    private static boolean needsImplicitApi(Resource resource) {
        return resource.type() == ResourceType.FUNCTION
                && resource.properties().entries().get("Events") instanceof Node.Mapping events
                && events.entries().values().stream().anyMatch(ResourceReader::namesNoApi);
    }

    private static boolean namesNoApi(Node node) {
        return node instanceof Node.Mapping event
                && event.entries().get("Type") instanceof Node.Scalar type
                && type.text().equals(EventType.HTTP_API.type())
                && !(event.entries().get("Properties") instanceof Node.Mapping properties
                        && properties.entries().containsKey("ApiId"));
    }

    private Resource implicitApi(int line) {
        Node.Mapping properties = globals.mergeInto(ResourceType.HTTP_API, none(line));
        return new Resource(file, Template.IMPLICIT_API, ResourceType.HTTP_API, properties, Optional.empty(), line);
    }

    private static Node.Mapping none(int line) {
        return new Node.Mapping(Map.of(), Map.of(), line);
    }
}
