package dev.tallystick.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Works out conditions and intrinsic functions of a template for given parameters, as {@link Deployed} writes them. */
final class Resolver {

    private static final Object NO_VALUE = Map.of("Ref", "AWS::NoValue");
    private static final Pattern PLACE = Pattern.compile("\\$\\{([^!}]+)}");

    private final Map<String, Object> template;
    private final Map<String, ?> given;

    Resolver(Map<String, Object> template, Map<String, ?> given) {
        this.template = template;
        this.given = given;
    }

    /** The resources that are there. */
    Map<String, Object> resources() {
        Map<String, Object> resources = new LinkedHashMap<>();
        Values.map(template.get("Resources")).forEach((id, resource) -> {
            Object condition = Values.map(resource).get("Condition");
            if (condition == null || holds(condition)) {
                resources.put(id, resolve(resource));
            }
        });
        return resources;
    }

    /** Whether a condition holds: its name, or an expression of the template. */
    boolean holds(Object condition) {
        if (condition instanceof String name) {
            Object expression = Values.map(template.get("Conditions")).get(name);
            return holds(Objects.requireNonNull(expression, () -> "no condition " + name));
        }
        Map.Entry<String, Object> expression =
                Values.map(condition).entrySet().iterator().next();
        List<Object> operands = Values.list(expression.getValue());
        return switch (expression.getKey()) {
            case "Condition" -> holds(expression.getValue());
            case "Fn::Equals" -> text(operands.getFirst()).equals(text(operands.getLast()));
            case "Fn::Not" -> !holds(operands.getFirst());
            case "Fn::And" -> operands.stream().allMatch(this::holds);
            case "Fn::Or" -> operands.stream().anyMatch(this::holds);
            case String other -> throw new AssertionError("no condition is known as " + other);
        };
    }

    private Object resolve(Object value) {
        return switch (value) {
            case Map<?, ?> map when map.size() == 1 -> single(Values.map(map));
            case Map<?, ?> map -> members(Values.map(map));
            case List<?> list -> {
                List<Object> resolved =
                        new ArrayList<>(list.stream().map(this::resolve).toList());
                resolved.removeIf(NO_VALUE::equals);
                yield resolved;
            }
            default -> value;
        };
    }

    private Object members(Map<String, Object> map) {
        Map<String, Object> resolved = new LinkedHashMap<>();
        map.forEach((name, inner) -> resolved.put(name, resolve(inner)));
        resolved.values().removeIf(NO_VALUE::equals);
        return resolved;
    }

    private Object single(Map<String, Object> map) {
        Map.Entry<String, Object> only = map.entrySet().iterator().next();
        Object argument = only.getValue();
        return switch (only.getKey()) {
            case "Ref" -> reference(String.valueOf(argument));
            case "Fn::GetAtt" -> "${" + String.join(".", Values.texts(argument)) + "}";
            case "Fn::If" -> {
                List<Object> branches = Values.list(argument);
                yield resolve(branches.get(holds(branches.getFirst()) ? 1 : 2));
            }
            case "Fn::Sub" -> substituted(argument);
            case "Fn::Join" -> {
                List<Object> parts = Values.list(argument);
                yield String.join(text(parts.getFirst()), Values.texts(resolve(parts.getLast())));
            }
            case "Fn::Split" -> {
                List<Object> parts = Values.list(argument);
                yield List.of((Object[]) text(parts.getLast()).split(Pattern.quote(text(parts.getFirst())), -1));
            }
            case "Fn::Select" -> {
                List<Object> parts = Values.list(argument);
                yield Values.list(resolve(parts.getLast())).get(Integer.parseInt(text(parts.getFirst())));
            }
            case String name when name.startsWith("Fn::") -> throw new AssertionError("not resolved: " + name);
            default -> members(map);
        };
    }

    private Object reference(String name) {
        if (name.equals("AWS::NoValue")) {
            return NO_VALUE;
        }
        Map<String, Object> parameters = Values.map(template.get("Parameters"));
        if (given.containsKey(name)) {
            return given.get(name);
        }
        if (parameters.containsKey(name)) {
            return Objects.requireNonNull(
                    Values.map(parameters.get(name)).get("Default"), () -> "the parameter " + name + " has no default");
        }
        return "${" + name + "}";
    }

    private String substituted(Object argument) {
        List<Object> parts = Values.list(argument);
        Map<String, Object> own = parts.size() > 1 ? Values.map(parts.getLast()) : Map.of();
        Matcher place = PLACE.matcher(String.valueOf(parts.getFirst()));
        return place.replaceAll(found -> {
            String name = found.group(1);
            Object value = own.containsKey(name)
                    ? resolve(own.get(name))
                    : name.contains(".") ? "${" + name + "}" : reference(name);
            return Matcher.quoteReplacement(String.valueOf(value));
        });
    }

    private String text(Object value) {
        return String.valueOf(resolve(value));
    }
}
