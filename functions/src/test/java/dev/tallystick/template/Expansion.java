package dev.tallystick.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A SAM template as AWS's translator makes it: functions with versions, aliases, permissions and mappings, the roles and
 * AWS policies that it adds where a function has no role of its own. It knows the properties that we use and fails on any
 * other; {@code make check} holds it against the translator itself, where that is installed.
 */
final class Expansion {

    private static final String TRANSFORM = "AWS::Serverless-2016-10-31";

    /** Sections of {@code Globals} that have something to merge. */
    private static final Map<String, String> GLOBALS =
            Map.of("AWS::Serverless::Function", "Function", "AWS::Serverless::HttpApi", "HttpApi");

    private final Map<String, Object> template;
    private final Map<String, Object> resources = new LinkedHashMap<>();

    private Expansion(Map<String, Object> template) {
        this.template = template;
    }

    static Map<String, Object> of(Map<String, Object> template) {
        if (!TRANSFORM.equals(template.get("Transform"))) {
            return template;
        }
        return new Expansion(template).expand();
    }

    private Map<String, Object> expand() {
        Map<String, Object> written = Values.map(template.get("Resources"));
        Apis apis = new Apis();
        written.forEach((id, resource) -> expand(id, Values.map(resource), apis));
        apis.addTo(resources);
        Map<String, Object> result = new LinkedHashMap<>(template);
        result.remove("Transform");
        result.remove("Globals");
        result.put("Resources", resources);
        return result;
    }

    private void expand(String id, Map<String, Object> resource, Apis apis) {
        String type = String.valueOf(resource.get("Type"));
        if (!type.startsWith("AWS::Serverless::")) {
            resources.put(id, resource);
            return;
        }
        Object global = Values.at(template, "Globals." + GLOBALS.getOrDefault(type, "none"));
        Map<String, Object> properties = Merged.of(Values.map(global), Values.map(resource.get("Properties")));
        switch (type) {
            case "AWS::Serverless::Function" -> new ExpandedFunction(id, resource, properties, apis).addTo(resources);
            case "AWS::Serverless::HttpApi" -> apis.define(id, properties);
            case "AWS::Serverless::Application" -> resources.put(id, stack(resource, properties));
            default -> throw new AssertionError("the expansion does not know " + type + ": " + id);
        }
    }

    private static Map<String, Object> stack(Map<String, Object> resource, Map<String, Object> properties) {
        Map<String, Object> stack = new LinkedHashMap<>(resource);
        Map<String, Object> made = new LinkedHashMap<>(properties);
        made.put("TemplateURL", made.remove("Location"));
        stack.put("Type", "AWS::CloudFormation::Stack");
        stack.put("Properties", made);
        return stack;
    }

    /** Maps are merged, lists are joined, and of other values the resource's own one counts. */
    private static final class Merged {

        static Map<String, Object> of(Map<String, Object> global, Map<String, Object> own) {
            Map<String, Object> merged = new LinkedHashMap<>(global);
            own.forEach((name, value) -> merged.merge(name, value, Merged::of));
            return merged;
        }

        private static Object of(Object global, Object own) {
            if (global instanceof List<?> first && own instanceof List<?> second) {
                return Stream.concat(first.stream(), second.stream()).toList();
            }
            boolean intrinsic = Values.map(own).keySet().stream().anyMatch(key -> key.matches("Ref|Fn::.*"));
            return global instanceof Map && own instanceof Map && !intrinsic
                    ? of(Values.map(global), Values.map(own))
                    : own;
        }
    }
}
