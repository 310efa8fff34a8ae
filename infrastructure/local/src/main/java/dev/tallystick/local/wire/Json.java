package dev.tallystick.local.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.jr.ob.JSON;

/** JSON as maps, lists, texts, numbers and truth values. */
public final class Json {

    private static final JSON EXACT = JSON.std.with(JSON.Feature.USE_BIG_DECIMAL_FOR_FLOATS);

    private Json() {}

    /** Writes a value. */
    public static byte[] bytes(Object value) {
        return JSON.std.asBytes(value);
    }

    /** Writes a value. */
    public static String text(Object value) {
        return JSON.std.asString(value);
    }

    /** Reads an object; nothing where it is not one. */
    public static Optional<Map<String, @Nullable Object>> object(byte[] json) {
        return any(json).flatMap(Json::asObject);
    }

    /** Reads any value but null; nothing where it is not JSON. */
    public static Optional<Object> any(byte[] json) {
        try {
            return Optional.ofNullable(JSON.std.anyFrom(json));
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    /**
     * Reads any value but null, with decimals exactly as they are written; nothing where it is not JSON or has a number
     * beyond what a decimal can be.
     */
    public static Optional<Object> exact(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        try {
            return isJson(bytes) ? Optional.ofNullable(EXACT.anyFrom(bytes)) : Optional.empty();
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    /** Whether it is one JSON value. */
    public static boolean isJson(byte[] json) {
        try (JsonParser parser = JSON.std.createParser(json)) {
            JSON.std.anyFrom(parser);
            return json.length > 0 && parser.nextToken() == null;
        } catch (JacksonException _) {
            return false;
        }
    }

    /** Reads an object; nothing where it is not one. */
    public static Optional<Map<String, @Nullable Object>> object(String json) {
        return object(json.getBytes(StandardCharsets.UTF_8));
    }

    /** The value as an object, where it is one. */
    public static Optional<Map<String, @Nullable Object>> asObject(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            @SuppressWarnings("unchecked") // JSON has texts as keys
            Map<String, @Nullable Object> object = (Map<String, @Nullable Object>) map;
            return Optional.of(object);
        }
        return Optional.empty();
    }

    /** The objects in a list; none where it is not there. */
    public static List<Map<String, @Nullable Object>> objects(@Nullable Object value) {
        List<Map<String, @Nullable Object>> objects = new ArrayList<>();
        if (value instanceof List<?> list) {
            list.forEach(item -> asObject(item).ifPresent(objects::add));
        }
        return objects;
    }

    /** The text of a field, where there is one. */
    public static Optional<String> string(Map<String, @Nullable Object> object, String field) {
        return object.get(field) instanceof String text ? Optional.of(text) : Optional.empty();
    }
}
