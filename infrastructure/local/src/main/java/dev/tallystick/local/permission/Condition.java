package dev.tallystick.local.permission;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One key of a condition. */
record Condition(Quantifier quantifier, Operator operator, boolean ifExists, String key, List<String> values) {

    /** How the values of a key with several of them count. */
    enum Quantifier {
        NONE,
        FOR_ALL_VALUES,
        FOR_ANY_VALUE
    }

    boolean holds(Map<String, List<String>> context) {
        @Nullable List<String> given = context.get(key.toLowerCase(Locale.ROOT));
        if (operator == Operator.NULL) {
            return values.contains(Boolean.toString(given == null));
        }
        if (given == null || given.isEmpty()) {
            return holdsWhereAbsent();
        }
        Predicate<String> holds =
                value -> values.stream().anyMatch(wanted -> operator.matches(wanted, value)) != operator.negated();
        return switch (quantifier) {
            case FOR_ALL_VALUES -> given.stream().allMatch(holds);
            case FOR_ANY_VALUE -> given.stream().anyMatch(holds);
            case NONE ->
                operator.negated()
                        ? given.stream().allMatch(holds)
                        : given.stream().anyMatch(holds);
        };
    }

    private boolean holdsWhereAbsent() {
        return switch (quantifier) {
            case FOR_ALL_VALUES -> true;
            case FOR_ANY_VALUE -> ifExists;
            case NONE -> ifExists || operator.negated();
        };
    }
}
