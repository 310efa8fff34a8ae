package dev.tallystick.template;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Values that a template's parameters allow, and which of them make a condition true or false. */
final class Choices {

    /** What a text may be where the template names no values: one of these suits each pattern that we use. */
    private static final List<String> SAMPLES = List.of(
            "",
            "sample",
            "Sample-1",
            "1",
            "true",
            "https://example.com",
            "someone@example.com",
            "arn:aws:sns:eu-central-1:123456789012:topic",
            "arn:aws:acm:eu-central-1:123456789012:certificate/12345678-1234-1234-1234-123456789012",
            "123456789012");

    private final Map<String, Object> template;

    Choices(Map<String, Object> template) {
        this.template = template;
    }

    Set<String> conditions() {
        return Values.map(template.get("Conditions")).keySet();
    }

    /** Parameters that the template allows and that make a condition so; none where it cannot be. */
    Optional<Map<String, Object>> making(String condition, boolean value) {
        Set<String> parameters = new TreeSet<>();
        parametersOf(Map.of("Condition", condition), parameters);
        List<Map<String, Object>> assignments = new ArrayList<>(List.of(Map.of()));
        for (String parameter : parameters) {
            List<Map<String, Object>> longer = new ArrayList<>();
            for (Map<String, Object> assignment : assignments) {
                for (String choice : allowed(parameter)) {
                    Map<String, Object> next = new HashMap<>(assignment);
                    next.put(parameter, choice);
                    longer.add(next);
                }
            }
            assignments = longer;
        }
        return assignments.stream()
                .filter(assignment -> new Resolver(template, assignment).holds(condition) == value)
                .findFirst();
    }

    private void parametersOf(Object expression, Set<String> found) {
        Values.mapsIn(expression).forEach(map -> {
            if (map.get("Ref") instanceof String name
                    && Values.map(template.get("Parameters")).containsKey(name)) {
                found.add(name);
            }
            if (map.get("Condition") instanceof String name) {
                parametersOf(Values.map(template.get("Conditions")).getOrDefault(name, Map.of()), found);
            }
        });
    }

    private List<String> allowed(String name) {
        Map<String, Object> parameter = Values.map(Values.at(template, "Parameters." + name));
        List<String> values = Values.texts(parameter.getOrDefault("AllowedValues", List.of()));
        if (!values.isEmpty()) {
            return values;
        }
        Set<String> candidates = new LinkedHashSet<>(SAMPLES);
        Stream.of("Default", "MinValue", "MaxValue")
                .filter(parameter::containsKey)
                .forEach(property -> candidates.add(String.valueOf(parameter.get(property))));
        // What conditions compare with is worth a try, too.
        Values.mapsIn(template.getOrDefault("Conditions", Map.of()))
                .flatMap(map -> Values.list(map.getOrDefault("Fn::Equals", List.of())).stream())
                .forEach(operand -> candidates.add(String.valueOf(operand)));
        return candidates.stream().filter(value -> fits(parameter, value)).toList();
    }

    private static boolean fits(Map<String, Object> parameter, String value) {
        if ("Number".equals(parameter.get("Type"))) {
            return value.matches("-?[0-9]+")
                    && Long.parseLong(value) >= limit(parameter, "MinValue", Long.MIN_VALUE)
                    && Long.parseLong(value) <= limit(parameter, "MaxValue", Long.MAX_VALUE);
        }
        return value.matches(String.valueOf(parameter.getOrDefault("AllowedPattern", "(?s).*")))
                && value.length() >= limit(parameter, "MinLength", 0)
                && value.length() <= limit(parameter, "MaxLength", Integer.MAX_VALUE);
    }

    private static long limit(Map<String, Object> parameter, String name, long otherwise) {
        return Long.parseLong(String.valueOf(parameter.getOrDefault(name, otherwise)));
    }
}
