package dev.tallystick.local.event;

import dev.tallystick.local.wire.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One rule for a field's value in an event pattern. */
sealed interface ValueRule {

    /** A text, a number as it is written, true, false or null. */
    record Equal(@Nullable Object wanted) implements ValueRule {}

    /** The same text but for capitals. */
    record EqualIgnoringCase(String wanted) implements ValueRule {}

    /** None of these texts or numbers. */
    record AnythingBut(List<Object> unwanted) implements ValueRule {}

    /** A text that begins so. */
    record Prefix(String start) implements ValueRule {}

    /** A text that ends so. */
    record Suffix(String end) implements ValueRule {}

    /** A number within bounds. */
    record Numeric(List<Bound> bounds) implements ValueRule {

        record Bound(String comparison, BigDecimal limit) {

            boolean holds(BigDecimal number) {
                int order = number.compareTo(limit);
                return switch (comparison) {
                    case "=" -> order == 0;
                    case "<" -> order < 0;
                    case "<=" -> order <= 0;
                    case ">" -> order > 0;
                    default -> order >= 0;
                };
            }
        }
    }

    /** Whether the field is there at all. */
    record Exists(boolean wanted) implements ValueRule {}

    /** Whether one of a field's values is right; a field that is not there has none. */
    default boolean matches(List<@Nullable Object> values) {
        return this instanceof Exists(boolean wanted)
                ? wanted != values.isEmpty()
                : values.stream().anyMatch(this::matches);
    }

    private boolean matches(@Nullable Object value) {
        return switch (this) {
            case Equal(var wanted) -> same(wanted, value);
            case EqualIgnoringCase(String wanted) -> value instanceof String text && text.equalsIgnoreCase(wanted);
            case AnythingBut(var unwanted) -> unwanted.stream().noneMatch(one -> sameAmount(one, value));
            case Prefix(String start) -> value instanceof String text && text.startsWith(start);
            case Suffix(String end) -> value instanceof String text && text.endsWith(end);
            case Numeric(var bounds) ->
                value instanceof Number number && bounds.stream().allMatch(bound -> bound.holds(decimal(number)));
            case Exists(boolean wanted) -> wanted;
        };
    }

    // 300, 300.0 and 3.0e2 are three values to an exact match, as they are written differently.
    private static boolean same(@Nullable Object one, @Nullable Object other) {
        return one instanceof Number number
                ? other instanceof Number second && number.toString().equals(second.toString())
                : one == null ? other == null : one.equals(other);
    }

    private static boolean sameAmount(Object one, @Nullable Object other) {
        return one instanceof Number number
                ? other instanceof Number second && decimal(number).compareTo(decimal(second)) == 0
                : one.equals(other);
    }

    private static BigDecimal decimal(Number number) {
        return new BigDecimal(number.toString());
    }

    /** Reads the rule that a pattern has for a field. */
    static ValueRule of(String field, @Nullable Object rule) {
        if (rule instanceof List<?>) {
            throw new IllegalArgumentException(field + " has a list in its list");
        }
        if (!(rule instanceof Map<?, ?> operator)) {
            return new Equal(rule);
        }
        if (operator.size() != 1) {
            throw new IllegalArgumentException(field + " must have one operator in each object of its list");
        }
        var entry = operator.entrySet().iterator().next();
        Object operand = entry.getValue();
        String name = field + ", " + entry.getKey();
        return switch (String.valueOf(entry.getKey())) {
            case "equals-ignore-case" -> new EqualIgnoringCase(text(name, operand));
            case "prefix" -> new Prefix(text(name, operand));
            case "suffix" -> new Suffix(text(name, operand));
            case "exists" -> exists(name, operand);
            case "anything-but" -> anythingBut(name, operand);
            case "numeric" -> numeric(name, operand);
            default -> throw new IllegalArgumentException(name + " is not an operator of Lambda's filters");
        };
    }

    private static String text(String name, @Nullable Object operand) {
        if (operand instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException(name + " needs a text");
    }

    private static ValueRule exists(String name, @Nullable Object operand) {
        if (operand instanceof Boolean wanted) {
            return new Exists(wanted);
        }
        throw new IllegalArgumentException(name + " needs true or false");
    }

    private static ValueRule anythingBut(String name, @Nullable Object operand) {
        List<Object> unwanted = new ArrayList<>();
        if (operand instanceof List<?> several) {
            unwanted.addAll(several);
        } else if (operand != null) {
            unwanted.add(operand);
        }
        if (unwanted.isEmpty()
                || !(unwanted.stream().allMatch(String.class::isInstance)
                        || unwanted.stream().allMatch(Number.class::isInstance))) {
            throw new IllegalArgumentException(name + " needs texts only or numbers only");
        }
        return new AnythingBut(unwanted);
    }

    private static ValueRule numeric(String name, @Nullable Object operand) {
        List<?> parts = operand instanceof List<?> list ? list : List.of();
        List<Numeric.Bound> bounds = new ArrayList<>();
        StringBuilder comparisons = new StringBuilder();
        for (int i = 0; i + 1 < parts.size(); i += 2) {
            if (parts.get(i) instanceof String comparison && parts.get(i + 1) instanceof Number limit) {
                bounds.add(new Numeric.Bound(comparison, decimal(limit)));
                comparisons.append(comparison).append(' ');
            }
        }
        boolean known = comparisons.toString().matches("= |<=? |>=? |>=? <=? ");
        if (!known || bounds.size() * 2 != parts.size()) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%s needs [\"=\", n], a bound or a lower and an upper one", name)
                            + ", not " + Json.text(parts));
        }
        return new Numeric(bounds);
    }
}
