package dev.tallystick.template;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The resources of a stack and its nested ones, with parameters and conditions worked out. What only AWS knows is written as
 * {@code ${Id}} for a {@code Ref} and {@code ${Id.Attribute}} for a {@code GetAtt}.
 *
 * @param resources by logical id
 */
record Deployed(Map<String, Map<String, Object>> resources) {

    void add(String id, Map<String, Object> resource) {
        if (resources.putIfAbsent(id, resource) != null) {
            throw new AssertionError("two templates have a resource " + id);
        }
    }

    /** The ids of the resources of a type. */
    Set<String> ids(String type) {
        return resources.keySet().stream()
                .filter(id -> type.equals(resources.get(id).get("Type")))
                .collect(Collectors.toSet());
    }

    Stream<String> sorted(String type) {
        return ids(type).stream().sorted();
    }

    Map<String, Object> properties(String id) {
        return Values.map(resources.getOrDefault(id, Map.of()).get("Properties"));
    }

    /** The id in a text such as {@code ${Id}} or {@code ${Id.Arn}}; the text itself where it is none. */
    static String id(Object reference) {
        return String.valueOf(reference).replaceFirst("^\\$\\{([A-Za-z0-9]+)(\\.[^}]*)?}$", "$1");
    }

    /** The function that a reference to it or to its alias means. */
    String function(Object reference) {
        String id = id(reference);
        return ids("AWS::Lambda::Alias").contains(id) ? id(properties(id).get("FunctionName")) : id;
    }

    /** Every statement of a policy with this effect, after the id of the resource that has it; those of trust are another matter. */
    Stream<Statement> statements(String effect) {
        return resources.keySet().stream()
                .sorted()
                .flatMap(id -> Values.mapsIn(properties(id))
                        .filter(map -> effect.equals(map.get("Effect")))
                        .filter(map -> Values.texts(map.getOrDefault("Action", List.of())).stream()
                                .noneMatch(action -> action.startsWith("sts:")))
                        .map(map -> new Statement(id, map)));
    }

    /** A statement and the resource in which it stands. */
    record Statement(String in, Map<String, Object> map) {

        List<String> actions() {
            return Values.texts(map.getOrDefault("Action", List.of()));
        }

        List<String> resources() {
            return Values.texts(map.getOrDefault("Resource", List.of()));
        }
    }

    /** What a function may do, by its role and the policies that its role names. */
    Stream<Statement> allowed(String function) {
        String role = id(properties(function).get("Role"));
        Set<String> granting = Stream.concat(
                        Stream.of(role),
                        Values.texts(properties(role).getOrDefault("ManagedPolicyArns", List.of())).stream()
                                .map(Deployed::id))
                .collect(Collectors.toSet());
        return statements("Allow").filter(statement -> granting.contains(statement.in()));
    }
}
