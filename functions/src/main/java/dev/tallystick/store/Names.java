package dev.tallystick.store;

import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Constants are named in lower case wherever they leave the code: in tables, answers and events. */
public final class Names {

    private Names() {}

    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** The constant of that name, or null. */
    public static <E extends Enum<E>> Function<String, @Nullable E> choiceOf(Class<E> type) {
        return name -> Stream.of(type.getEnumConstants())
                .filter(constant -> of(constant).equals(name))
                .findFirst()
                .orElse(null);
    }

    /** The names of all constants, for a message. */
    public static String all(Class<? extends Enum<?>> type) {
        return String.join(
                ", ", Stream.of(type.getEnumConstants()).map(Names::of).toList());
    }

    /** @throws IllegalStateException when there is no such constant */
    public static <E extends Enum<E>> E parse(Class<E> type, String name) {
        E constant = choiceOf(type).apply(name);
        if (constant == null) {
            throw new IllegalStateException("no " + type.getSimpleName() + " of that name");
        }
        return constant;
    }
}
