package dev.tallystick.local.template;

import dev.tallystick.local.Fault;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A template that was read and whose types and properties are all known. */
public record Template(
        String file,
        Path directory,
        Map<String, Parameter> parameters,
        Map<String, Resource> resources,
        Map<String, Node> outputs,
        Effects effects) {

    private static final Set<String> SECTIONS = Set.of(
            "AWSTemplateFormatVersion",
            "Transform",
            "Description",
            "Metadata",
            "Parameters",
            "Globals",
            "Resources",
            "Outputs");
    private static final Set<String> AROUND_PROPERTIES =
            Set.of("Type", "Properties", "DeletionPolicy", "UpdateReplacePolicy", "DependsOn", "Metadata");

    /** Reads the template and stops at the first thing in it that the local cloud does not know. */
    public static Template read(Path path) {
        Node.Mapping root = Yaml.read(path);
        String file = String.valueOf(path.getFileName());
        for (String section : root.entries().keySet()) {
            if (!SECTIONS.contains(section)) {
                throw new Fault(
                        file + ":" + root.lineOf(section) + ": the local cloud does not know the section " + section);
            }
        }
        Effects effects = new Effects();
        Globals globals = new Globals(file, root.entries().get("Globals"));
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        section(file, root, "Parameters").forEach((id, node) -> parameters.put(id, Parameter.of(file, id, node)));
        Map<String, Resource> resources = new LinkedHashMap<>();
        section(file, root, "Resources").forEach((id, node) -> resources.put(id, resource(file, id, node, globals)));
        Checker checker = new Checker(effects);
        resources.values().forEach(checker::check);
        acceptAround(root, effects);
        Path directory = Optional.ofNullable(path.toAbsolutePath().getParent()).orElse(path.toAbsolutePath());
        return new Template(file, directory, parameters, resources, section(file, root, "Outputs"), effects);
    }

    private static Map<String, Node> section(String file, Node.Mapping root, String name) {
        return switch (root.entries().get(name)) {
            case Node.Mapping mapping -> mapping.entries();
            case null -> Map.of();
            case Node.Scalar _, Node.Sequence _ ->
                throw new Fault(file + ":" + root.lineOf(name) + ": " + name + " must be a map");
        };
    }

    private static Resource resource(String file, String id, Node node, Globals globals) {
        if (!(node instanceof Node.Mapping body)) {
            throw new Fault(file + ":" + node.line() + ": " + id + " must be a map");
        }
        for (String key : body.entries().keySet()) {
            if (!AROUND_PROPERTIES.contains(key)) {
                throw new Fault(file + ":" + body.lineOf(key) + ": " + id + ", property " + key
                        + ": the local cloud does not know this property");
            }
        }
        if (!(body.entries().get("Type") instanceof Node.Scalar(String name, var kind, int line))) {
            throw new Fault(file + ":" + body.line() + ": " + id + ", property Type: is missing");
        }
        ResourceType type = ResourceType.of(name)
                .orElseThrow(() -> new Fault(file + ":" + line + ": " + id
                        + ", property Type: the local cloud does not run resources of type " + name));
        Node properties = body.entries().getOrDefault("Properties", new Node.Mapping(Map.of(), Map.of(), body.line()));
        if (!(properties instanceof Node.Mapping own)) {
            throw new Fault(file + ":" + properties.line() + ": " + id + ", property Properties: must be a map");
        }
        return new Resource(file, id, type, globals.mergeInto(type, own), body.line());
    }

    private static void acceptAround(Node.Mapping root, Effects effects) {
        if (root.entries().get("Resources") instanceof Node.Mapping resources) {
            for (Node node : resources.entries().values()) {
                if (node instanceof Node.Mapping body) {
                    body.entries().keySet().stream()
                            .filter(key -> !key.equals("Type") && !key.equals("Properties"))
                            .forEach(key -> effects.accept("any resource", key));
                }
            }
        }
        if (root.entries().containsKey("Outputs")) {
            effects.accept("template", "Outputs");
        }
    }
}
