package dev.tallystick.local.template;

import dev.tallystick.local.Fault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Merges Globals into resources as SAM does: maps merge, lists append, anything else is overridden. */
final class Globals {

    private static final Map<String, ResourceType> SECTIONS =
            Map.of("Function", ResourceType.FUNCTION, "HttpApi", ResourceType.HTTP_API);

    // What SAM takes from a resource only.
    private static final Map<ResourceType, Set<String>> NOT_GLOBAL = Map.of(
            ResourceType.FUNCTION, Set.of("FunctionName", "Policies", "Events", "InlineCode"),
            ResourceType.HTTP_API, Set.of("Name", "StageName", "DefinitionBody", "DefinitionUri"));

    private final Map<ResourceType, Node.Mapping> sections = new LinkedHashMap<>();

    Globals(String file, @Nullable Node node) {
        if (node == null) {
            return;
        }
        if (!(node instanceof Node.Mapping globals)) {
            throw new Fault(file + ":" + node.line() + ": Globals must be a map");
        }
        globals.entries().forEach((name, section) -> {
            ResourceType type = SECTIONS.get(name);
            if (type == null || !(section instanceof Node.Mapping properties)) {
                throw new Fault(
                        file + ":" + globals.lineOf(name) + ": Globals, property " + name + ": is not known here");
            }
            for (String key : properties.entries().keySet()) {
                if (NOT_GLOBAL.getOrDefault(type, Set.of()).contains(key)) {
                    throw new Place(file, "Globals", name + "." + key, properties.lineOf(key))
                            .fault("SAM does not take this from Globals");
                }
            }
            sections.put(type, properties);
        });
    }

    Node.Mapping mergeInto(ResourceType type, Node.Mapping properties) {
        Node.Mapping global = sections.get(type);
        return global == null ? properties : mergeMaps(global, properties);
    }

    private static Node merge(Node global, Node own) {
        if (global instanceof Node.Mapping first
                && own instanceof Node.Mapping second
                && !isFunction(first)
                && !isFunction(second)) {
            return mergeMaps(first, second);
        }
        if (global instanceof Node.Sequence first && own instanceof Node.Sequence second) {
            List<Node> items = new ArrayList<>(first.items());
            items.addAll(second.items());
            return new Node.Sequence(List.copyOf(items), second.line());
        }
        return own;
    }

    private static Node.Mapping mergeMaps(Node.Mapping global, Node.Mapping own) {
        Map<String, Node> entries = new LinkedHashMap<>(global.entries());
        Map<String, Integer> lines = new LinkedHashMap<>(global.keyLines());
        own.entries().forEach((key, value) -> entries.merge(key, value, Globals::merge));
        lines.putAll(own.keyLines());
        return new Node.Mapping(entries, lines, own.line());
    }

    private static boolean isFunction(Node.Mapping mapping) {
        return mapping.entries().size() == 1
                && mapping.entries().keySet().stream().allMatch(key -> key.equals("Ref") || key.startsWith("Fn::"));
    }
}
