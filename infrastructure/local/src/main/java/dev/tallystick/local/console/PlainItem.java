package dev.tallystick.local.console;

import dev.tallystick.local.wire.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An item as plain JSON. Binary values stay base64; numbers that a browser would round are texts. */
final class PlainItem {

    private PlainItem() {}

    static Map<String, @Nullable Object> of(Map<String, @Nullable Object> item) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        item.forEach((name, value) -> plain.put(name, value(value)));
        return plain;
    }

    private static @Nullable Object value(@Nullable Object typed) {
        Map<String, @Nullable Object> value = Json.asObject(typed).orElse(Map.of());
        if (value.isEmpty()) {
            return null;
        }
        String type = value.keySet().iterator().next();
        Object inner = value.get(type);
        return switch (type) {
            case "N" -> number(String.valueOf(inner));
            case "NULL" -> null;
            case "M" -> of(Json.asObject(inner).orElse(Map.of()));
            case "L" -> list(inner).stream().map(PlainItem::value).toList();
            case "NS" ->
                list(inner).stream().map(each -> number(String.valueOf(each))).toList();
            default -> inner;
        };
    }

    private static Object number(String text) {
        BigDecimal exact = new BigDecimal(text);
        double rounded = exact.doubleValue();
        return Double.isFinite(rounded) && BigDecimal.valueOf(rounded).compareTo(exact) == 0 ? exact : text;
    }

    private static List<@Nullable Object> list(@Nullable Object value) {
        return value instanceof List<?> list ? new ArrayList<@Nullable Object>(list) : List.of();
    }
}
