package dev.tallystick.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object on its way out: fields in the order given, absent ones and empty lists left out. */
public final class JsonObject {

    private final Map<String, Object> fields = new LinkedHashMap<>();

    /** Adds a field unless its value is null. */
    public JsonObject with(String name, @Nullable Object value) {
        if (value != null) {
            fields.put(name, value);
        }
        return this;
    }

    /** Adds a list unless it is empty. */
    public JsonObject withAny(String name, List<?> values) {
        return values.isEmpty() ? this : with(name, values);
    }

    /** Adds all fields of another. */
    public JsonObject withAll(Map<String, ?> others) {
        others.forEach(this::with);
        return this;
    }

    public Map<String, Object> build() {
        return fields;
    }
}
