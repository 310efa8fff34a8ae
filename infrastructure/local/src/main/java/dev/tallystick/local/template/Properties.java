package dev.tallystick.local.template;

import dev.tallystick.local.Fault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Resolved properties, read as what they must be. */
public record Properties(Resource resource, String path, Node.Mapping mapping) {

    /** Whether the property is given. */
    public boolean has(String name) {
        return mapping.entries().containsKey(name);
    }

    /** A text, or nothing where it is not given. */
    public Optional<String> text(String name) {
        return switch (mapping.entries().get(name)) {
            case Node.Scalar scalar -> Optional.of(scalar.text());
            case null -> Optional.empty();
            case Node.Mapping _, Node.Sequence _ -> throw fault(name, "must be a text");
        };
    }

    /** A text that has to be there. */
    public String required(String name) {
        return text(name).orElseThrow(() -> fault(name, "is missing"));
    }

    /** A whole number between bounds. */
    public long number(String name, long otherwise, long least, long most) {
        return text(name).map(text -> number(name, text, least, most)).orElse(otherwise);
    }

    private long number(String name, String text, long least, long most) {
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // the fault below says all that there is to say
        }
        throw fault(name, "must be a whole number from " + least + " to " + most);
    }

    /** A truth value; false where it is not given. */
    public boolean truth(String name) {
        return truth(name, false);
    }

    /** A truth value. */
    public boolean truth(String name, boolean otherwise) {
        return switch (text(name).orElse(Boolean.toString(otherwise))) {
            case "true" -> true;
            case "false" -> false;
            default -> throw fault(name, "must be true or false");
        };
    }

    /** Inner properties; none where they are not given. */
    public Properties inner(String name) {
        String inside = path + name + ".";
        return switch (mapping.entries().get(name)) {
            case Node.Mapping inner -> new Properties(resource, inside, inner);
            case null -> new Properties(resource, inside, new Node.Mapping(Map.of(), Map.of(), mapping.line()));
            case Node.Scalar _, Node.Sequence _ -> throw fault(name, "must be a map");
        };
    }

    /** The texts of a list; none where it is not given. */
    public List<String> texts(String name) {
        return switch (plain(mapping.entries().get(name))) {
            case List<?> list -> list.stream().map(String::valueOf).toList();
            case null -> List.of();
            default -> throw fault(name, "must be a list");
        };
    }

    /** A map of texts; empty where it is not given. */
    public Map<String, String> textMap(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        Properties inner = inner(name);
        inner.mapping().entries().keySet().forEach(key -> texts.put(key, inner.required(key)));
        return texts;
    }

    /** The property as maps, lists, texts, numbers and truth values, as JSON has them. */
    public @Nullable Object json(String name) {
        return plain(mapping.entries().get(name));
    }

    private static @Nullable Object plain(@Nullable Node node) {
        return switch (node) {
            case null -> null;
            case Node.Scalar(String text, var kind, int line) ->
                switch (kind) {
                    case TEXT -> text;
                    case NUMBER -> text.matches("-?\\d{1,18}") ? (Object) Long.valueOf(text) : Double.valueOf(text);
                    case TRUTH -> Boolean.valueOf(text);
                    case NOTHING -> null;
                };
            case Node.Sequence(List<Node> items, int line) -> {
                List<@Nullable Object> list = new ArrayList<>();
                items.forEach(item -> list.add(plain(item)));
                yield list;
            }
            case Node.Mapping inner -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                inner.entries().forEach((key, value) -> map.put(key, plain(value)));
                yield map;
            }
        };
    }

    /** What is wrong with one of these properties. */
    public Fault fault(String name, String problem) {
        return resource.fault(mapping.lineOf(name), path + name, problem);
    }
}
