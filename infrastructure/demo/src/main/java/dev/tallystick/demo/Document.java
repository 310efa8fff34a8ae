package dev.tallystick.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.jr.ob.JSON;

/** A JSON object. Asking for a field that is not there, or is something else, fails by its name. */
public record Document(Map<?, ?> fields) {

    /** The object in a text; nothing where it is not one. */
    public static Optional<Document> read(byte[] json) {
        try {
            return JSON.std.anyFrom(json) instanceof Map<?, ?> fields
                    ? Optional.of(new Document(fields))
                    : Optional.empty();
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    static byte[] bytes(Map<String, ?> fields) {
        return JSON.std.asBytes(fields);
    }

    static String text(Map<String, ?> fields) {
        return JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(fields);
    }

    public boolean has(String name) {
        return fields.get(name) != null;
    }

    public Document object(String name) {
        if (fields.get(name) instanceof Map<?, ?> object) {
            return new Document(object);
        }
        throw missing(name, "object");
    }

    /** The objects of a list; none where there is no list. */
    public List<Document> objects(String name) {
        return fields.get(name) instanceof List<?> list
                ? list.stream().map(element -> element(name, element)).toList()
                : List.of();
    }

    public String text(String name) {
        if (fields.get(name) instanceof String text) {
            return text;
        }
        throw missing(name, "text");
    }

    boolean flag(String name) {
        if (fields.get(name) instanceof Boolean flag) {
            return flag;
        }
        throw missing(name, "flag");
    }

    public long number(String name) {
        if (fields.get(name) instanceof Number number) {
            return number.longValue();
        }
        throw missing(name, "number");
    }

    /** Every field as a text, in the order given. */
    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        fields.keySet().stream().map(String::valueOf).forEach(name -> texts.put(name, text(name)));
        return texts;
    }

    private Document element(String name, @Nullable Object element) {
        if (element instanceof Map<?, ?> object) {
            return new Document(object);
        }
        throw missing(name, "list of objects");
    }

    private Fault missing(String name, String kind) {
        return new Fault("\"%s\" is not there or not a %s in %s".formatted(name, kind, fields));
    }
}
