package dev.tallystick.json;

import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The canonical form of RFC 8785 for the values that requests are made of: keys in the order of their UTF-16 units, no
 * white space, the shortest escapes. Numbers are whole within ±2⁵³ or decimals with few digits, for which ECMAScript's
 * form is the plain one.
 */
public final class Canonical {

    private static final long MAXIMUM_EXACT = 1L << 53;

    private Canonical() {}

    public static String text(@Nullable Object value) {
        StringBuilder out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private static void write(@Nullable Object value, StringBuilder out) {
        switch (value) {
            case null -> out.append("null");
            case Map<?, ?> object -> writeObject(object, out);
            case List<?> array -> writeArray(array, out);
            case String text -> writeString(text, out);
            case Long number when Math.abs(number) <= MAXIMUM_EXACT -> out.append(number.longValue());
            case Integer number -> out.append(number.intValue());
            case BigDecimal number when number.scale() <= 3 && number.precision() <= 15 -> out.append(plain(number));
            case Boolean flag -> out.append(flag.booleanValue());
            case Object other -> throw new IllegalArgumentException("no canonical form for " + other.getClass());
        }
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static void writeObject(Map<?, ?> object, StringBuilder out) {
        TreeMap<String, Object> sorted = new TreeMap<>();
        object.forEach((name, member) -> sorted.put(String.valueOf(name), member));
        out.append('{');
        for (Iterator<Map.Entry<String, Object>> members = sorted.entrySet().iterator(); members.hasNext(); ) {
            Map.Entry<String, Object> member = members.next();
            writeString(member.getKey(), out);
            out.append(':');
            write(member.getValue(), out);
            out.append(members.hasNext() ? "," : "");
        }
        out.append('}');
    }

    private static void writeArray(List<?> array, StringBuilder out) {
        out.append('[');
        for (Iterator<?> elements = array.iterator(); elements.hasNext(); ) {
            write(elements.next(), out);
            out.append(elements.hasNext() ? "," : "");
        }
        out.append(']');
    }

    private static void writeString(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ') {
                        out.append("\\u%04x".formatted((int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
