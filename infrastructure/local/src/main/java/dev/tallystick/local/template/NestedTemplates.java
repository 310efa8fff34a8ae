package dev.tallystick.local.template;

import dev.tallystick.local.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Templates that applications of a template name: files beside it, in which nothing has an effect. */
final class NestedTemplates {

    private NestedTemplates() {}

    static Map<String, Template> read(Path directory, Collection<Resource> resources, Effects effects) {
        Map<String, Template> nested = new LinkedHashMap<>();
        resources.stream()
                .filter(resource -> resource.type() == ResourceType.APPLICATION)
                .forEach(resource -> nested.put(resource.id(), read(directory, resource, effects)));
        return nested;
    }

    private static Template read(Path directory, Resource application, Effects effects) {
        Node.Mapping properties = application.properties();
        int line = properties.lineOf("Location");
        if (!(properties.entries().get("Location") instanceof Node.Scalar location)) {
            throw application.fault(line, "Location", "must be the path of a template beside this one");
        }
        Path path = directory.resolve(location.text());
        if (!Files.isRegularFile(path)) {
            throw application.fault(line, "Location", "there is no file " + location.text());
        }
        Node.Mapping root = Yaml.read(path);
        checkTypes(String.valueOf(path.getFileName()), root);
        return Template.read(path, root, effects);
    }

    /** Looks at types before anything else of them is read, so that no template leads back to itself. */
    private static void checkTypes(String file, Node.Mapping root) {
        if (!(root.entries().get("Resources") instanceof Node.Mapping resources)) {
            return;
        }
        resources.entries().forEach((id, node) -> {
            if (node instanceof Node.Mapping resource
                    && resource.entries().get("Type") instanceof Node.Scalar type
                    && ResourceType.of(type.text())
                            .filter(known -> !known.isWithoutEffect())
                            .isPresent()) {
                throw new Fault(
                        file + ":" + type.line() + ": " + id + ", property Type: the local cloud takes from a nested"
                                + " application only what has no effect here; " + type.text() + " has one");
            }
        });
    }
}
