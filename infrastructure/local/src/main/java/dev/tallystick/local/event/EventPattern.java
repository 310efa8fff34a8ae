package dev.tallystick.local.event;

import dev.tallystick.local.wire.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event pattern with the operators of Lambda's filters. All of its fields must match, each by one of the rules that are
 * listed for it; where an event has a list, one of the list's items has to match.
 */
public final class EventPattern {

    private static final String OR = "$or";

    private final Fields fields;

    private EventPattern(Fields fields) {
        this.fields = fields;
    }

    /** Reads a pattern; what is wrong with one that AWS would refuse is the message of the exception. */
    public static EventPattern parse(String json) {
        Map<String, @Nullable Object> pattern = Json.exact(json)
                .flatMap(Json::asObject)
                .orElseThrow(() -> new IllegalArgumentException("is not a JSON object"));
        return new EventPattern(fields(pattern, "the pattern"));
    }

    /** Whether an event, as maps, lists and values, is one of these. */
    public boolean matches(Map<String, @Nullable Object> event) {
        return fields.matches(event);
    }

    /** Whether it asks for more inside a field; false where it asks for the field's own value or not at all. */
    public boolean asksInside(String field) {
        return fields.anyOf(field, Fields.class);
    }

    /** Whether it asks for a field's own value. */
    public boolean asksFor(String field) {
        return fields.anyOf(field, Leaf.class);
    }

    private sealed interface Part {

        boolean matches(@Nullable Object value, boolean there);
    }

    private record Fields(Map<String, Part> parts, List<Fields> oneOf) implements Part {

        @Override
        public boolean matches(@Nullable Object value, boolean there) {
            if (value instanceof List<?> items && !items.isEmpty()) {
                return items.stream().anyMatch(item -> matches(item, true));
            }
            return matches(Json.asObject(value).orElse(Map.of()));
        }

        boolean matches(Map<String, @Nullable Object> object) {
            return parts.entrySet().stream()
                            .allMatch(part -> part.getValue()
                                    .matches(object.get(part.getKey()), object.containsKey(part.getKey())))
                    && (oneOf.isEmpty() || oneOf.stream().anyMatch(fields -> fields.matches(object)));
        }

        boolean anyOf(String field, Class<? extends Part> kind) {
            return kind.isInstance(parts.get(field)) || oneOf.stream().anyMatch(fields -> fields.anyOf(field, kind));
        }
    }

    private record Leaf(List<ValueRule> rules) implements Part {

        @Override
        public boolean matches(@Nullable Object value, boolean there) {
            List<@Nullable Object> values = new ArrayList<>();
            if (there) {
                collect(value, values);
            }
            return rules.stream().anyMatch(rule -> rule.matches(values));
        }

        // What is inside an object belongs to other fields: an object is no value, so the field does not exist.
        private static void collect(@Nullable Object value, List<@Nullable Object> values) {
            if (value instanceof List<?> items) {
                items.forEach(item -> collect(item, values));
            } else if (!(value instanceof Map<?, ?>)) {
                values.add(value);
            }
        }
    }

    private static Fields fields(Map<String, @Nullable Object> pattern, String name) {
        if (pattern.isEmpty()) {
            throw new IllegalArgumentException(name + " is empty");
        }
        Map<String, Part> parts = new LinkedHashMap<>();
        List<Fields> oneOf = new ArrayList<>();
        pattern.forEach((key, value) -> {
            if (key.equals(OR) && value instanceof List<?> list) {
                oneOf.addAll(alternatives(list));
            } else {
                parts.put(key, part(key, value));
            }
        });
        return new Fields(parts, oneOf);
    }

    private static List<Fields> alternatives(List<?> list) {
        List<Fields> alternatives = list.stream()
                .map(item -> fields(
                        Json.asObject(item)
                                .orElseThrow(() -> new IllegalArgumentException(OR + " must list objects only")),
                        OR))
                .toList();
        if (alternatives.size() < 2) {
            throw new IllegalArgumentException(OR + " needs two objects or more");
        }
        return alternatives;
    }

    private static Part part(String key, @Nullable Object value) {
        if (value instanceof List<?> rules) {
            if (rules.isEmpty()) {
                throw new IllegalArgumentException(key + " lists nothing");
            }
            return new Leaf(rules.stream().map(rule -> ValueRule.of(key, rule)).toList());
        }
        return fields(
                Json.asObject(value)
                        .orElseThrow(() -> new IllegalArgumentException(key + " must be an object or a list")),
                key);
    }
}
