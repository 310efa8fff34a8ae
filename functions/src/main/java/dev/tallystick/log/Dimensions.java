package dev.tallystick.log;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a number is told apart by. Each value that occurs is a metric of its own, with a price: so there are channels, codes of
 * problems and functions, and never a member or a source.
 */
public record Dimensions(Map<String, String> values) {

    /** Of numbers that are not told apart. */
    public static final Dimensions NONE = new Dimensions(Map.of());

    private static final String UNKNOWN = "none";

    public Dimensions {
        values = Map.copyOf(values);
    }

    /** @param channel nothing where nobody knows who called */
    public static Dimensions ofChannel(@Nullable Object channel) {
        return new Dimensions(Map.of("Channel", text(channel)));
    }

    /** Of a channel, and the code of a problem. */
    public static Dimensions ofRefusal(@Nullable Object channel, @Nullable Object code) {
        return new Dimensions(Map.of("Channel", text(channel), "Code", text(code)));
    }

    /** Of the function that runs here. */
    public static Dimensions ofFunction() {
        return new Dimensions(Map.of("FunctionName", text(System.getenv("AWS_LAMBDA_FUNCTION_NAME"))));
    }

    /** In the order of their names. */
    Map<String, String> sorted() {
        return new TreeMap<>(values);
    }

    private static String text(@Nullable Object value) {
        return value == null ? UNKNOWN : String.valueOf(value);
    }
}
