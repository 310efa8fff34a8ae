package dev.tallystick.local.template;

import dev.tallystick.local.Fault;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A template that was read and whose types and properties are all known.
 *
 * @param nested templates of applications, by their logical ids
 */
public record Template(
        String file,
        Path directory,
        Map<String, Parameter> parameters,
        Map<String, Node> mappings,
        Map<String, Node> conditions,
        Map<String, Resource> resources,
        Map<String, Node> outputs,
        Map<String, Template> nested,
        Effects effects) {

    /** What SAM calls the HTTP API of the events that name none. */
    public static final String IMPLICIT_API = "ServerlessHttpApi";

    private static final Set<String> SECTIONS = Set.of(
            "AWSTemplateFormatVersion",
            "Transform",
            "Description",
            "Metadata",
            "Parameters",
            "Mappings",
            "Conditions",
            "Globals",
            "Resources",
            "Outputs");
    private static final String SAM = "AWS::Serverless-2016-10-31";

    /** Reads the template and stops at the first thing in it that the local cloud does not know. */
    public static Template read(Path path) {
        return read(path, Yaml.read(path), new Effects());
    }

    static Template read(Path path, Node.Mapping root, Effects effects) {
        String file = String.valueOf(path.getFileName());
        checkSections(file, root);
        Globals globals = new Globals(file, root.entries().get("Globals"));
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        section(file, root, "Parameters").forEach((id, node) -> parameters.put(id, Parameter.of(file, id, node)));
        Map<String, Resource> resources =
                new ResourceReader(file, globals, effects).read(section(file, root, "Resources"));
        Checker checker = new Checker(effects);
        resources.values().forEach(checker::check);
        Path directory = Optional.ofNullable(path.toAbsolutePath().getParent()).orElse(path.toAbsolutePath());
        Template template = new Template(
                file,
                directory,
                parameters,
                section(file, root, "Mappings"),
                section(file, root, "Conditions"),
                resources,
                section(file, root, "Outputs"),
                NestedTemplates.read(directory, resources.values(), effects),
                effects);
        template.checkReferences();
        return template;
    }

    /** The template with the resources that are there. */
    Template where(Predicate<Resource> there) {
        Map<String, Resource> left = new LinkedHashMap<>(resources);
        left.values().removeIf(there.negate());
        return new Template(file, directory, parameters, mappings, conditions, left, outputs, nested, effects);
    }

    private void checkReferences() {
        ReferenceCheck check =
                new ReferenceCheck(parameters.keySet(), resources.keySet(), conditions.keySet(), effects);
        for (Resource resource : resources.values()) {
            Place place = new Place(file, resource.id(), "", resource.line());
            resource.condition()
                    .ifPresent(name -> check.checkCondition(place.inside("Condition", name.line()), name.text()));
            check.check(place, resource.properties());
        }
        outputs.forEach((id, node) -> check.check(new Place(file, "output " + id, "", node.line()), node));
        if (!outputs.isEmpty()) {
            effects.accept("template", "Outputs");
        }
    }

    private static void checkSections(String file, Node.Mapping root) {
        for (String section : root.entries().keySet()) {
            if (!SECTIONS.contains(section)) {
                throw new Fault(
                        file + ":" + root.lineOf(section) + ": the local cloud does not know the section " + section);
            }
        }
        Stream<Node> transforms = switch (root.entries().get("Transform")) {
            case Node.Sequence list -> list.items().stream();
            case null -> Stream.of();
            case Node only -> Stream.of(only);
        };
        transforms
                .filter(transform ->
                        !(transform instanceof Node.Scalar name && name.text().equals(SAM)))
                .findFirst()
                .ifPresent(transform -> {
                    throw new Fault(
                            file + ":" + transform.line() + ": Transform: the local cloud knows " + SAM + " only");
                });
    }

    private static Map<String, Node> section(String file, Node.Mapping root, String name) {
        return switch (root.entries().get(name)) {
            case Node.Mapping mapping -> mapping.entries();
            case null -> Map.of();
            case Node.Scalar _, Node.Sequence _ ->
                throw new Fault(file + ":" + root.lineOf(name) + ": " + name + " must be a map");
        };
    }
}
