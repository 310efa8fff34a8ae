package dev.tallystick.template;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The plain values that a template consists of. */
final class Values {

    private Values() {}

    /** The value as a map; an empty one where it is none. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    /** What lies at a path such as {@code Properties.RedrivePolicy}; an empty map where there is nothing. */
    static Object at(Object value, String path) {
        Object found = value;
        for (String name : path.split("\\.", -1)) {
            found = map(found).getOrDefault(name, Map.of());
        }
        return found;
    }

    /** The elements of a list, or the one value that stands for a list of one. */
    static List<Object> list(Object value) {
        return switch (value) {
            case Collection<?> list -> new ArrayList<>(list);
            case Map<?, ?> map when map.isEmpty() -> List.of();
            default -> List.of(value);
        };
    }

    static List<String> texts(Object value) {
        return list(value).stream().map(String::valueOf).toList();
    }

    /** The number at a path; −1 where there is none. */
    static long number(Object value, String path) {
        Object found = at(value, path);
        return found instanceof Map ? -1 : Long.parseLong(String.valueOf(found));
    }

    /** The maps in a value, itself among them. */
    static Stream<Map<String, Object>> mapsIn(Object value) {
        return switch (value) {
            case Map<?, ?> map ->
                Stream.concat(Stream.of(map(map)), map.values().stream().flatMap(Values::mapsIn));
            case Collection<?> list -> list.stream().flatMap(Values::mapsIn);
            default -> Stream.empty();
        };
    }

    /** A copy that may be changed and shares nothing with the original. */
    static Map<String, Object> copy(Map<String, Object> map) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((name, value) -> copy.put(name, copyOf(value)));
        return copy;
    }

    private static Object copyOf(Object value) {
        return switch (value) {
            case Map<?, ?> map -> copy(map(map));
            case Collection<?> list ->
                new ArrayList<>(list.stream().map(Values::copyOf).toList());
            default -> value;
        };
    }
}
