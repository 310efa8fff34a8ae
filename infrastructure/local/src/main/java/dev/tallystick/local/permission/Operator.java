package dev.tallystick.local.permission;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;

/** The operators of conditions, without their prefixes and suffix; a negated one holds where none of its values does. */
enum Operator {
    STRING_EQUALS("StringEquals", false),
    STRING_NOT_EQUALS("StringNotEquals", true),
    STRING_EQUALS_IGNORE_CASE("StringEqualsIgnoreCase", false),
    STRING_NOT_EQUALS_IGNORE_CASE("StringNotEqualsIgnoreCase", true),
    STRING_LIKE("StringLike", false),
    STRING_NOT_LIKE("StringNotLike", true),
    ARN_EQUALS("ArnEquals", false),
    ARN_NOT_EQUALS("ArnNotEquals", true),
    ARN_LIKE("ArnLike", false),
    ARN_NOT_LIKE("ArnNotLike", true),
    NUMERIC_EQUALS("NumericEquals", false),
    NUMERIC_NOT_EQUALS("NumericNotEquals", true),
    NUMERIC_LESS_THAN("NumericLessThan", false),
    NUMERIC_LESS_THAN_EQUALS("NumericLessThanEquals", false),
    NUMERIC_GREATER_THAN("NumericGreaterThan", false),
    NUMERIC_GREATER_THAN_EQUALS("NumericGreaterThanEquals", false),
    BOOL("Bool", false),
    NULL("Null", false);

    private static final int ARN_PARTS = 6;

    private final String name;
    private final boolean negated;

    Operator(String name, boolean negated) {
        this.name = name;
        this.negated = negated;
    }

    static Optional<Operator> named(String name) {
        return Arrays.stream(values()).filter(each -> each.name.equals(name)).findFirst();
    }

    boolean negated() {
        return negated;
    }

    boolean takesNumbers() {
        return name.startsWith("Numeric");
    }

    /** Whether a value of the call is as a value of the policy says, before any negation. */
    boolean matches(String wanted, String given) {
        return switch (this) {
            case STRING_EQUALS, STRING_NOT_EQUALS -> given.equals(wanted);
            case STRING_EQUALS_IGNORE_CASE, STRING_NOT_EQUALS_IGNORE_CASE, BOOL -> given.equalsIgnoreCase(wanted);
            case STRING_LIKE, STRING_NOT_LIKE -> Wildcard.of(wanted).matches(given);
            case ARN_EQUALS, ARN_NOT_EQUALS, ARN_LIKE, ARN_NOT_LIKE -> arnMatches(wanted, given);
            case NUMERIC_EQUALS, NUMERIC_NOT_EQUALS -> compared(wanted, given).equals(Optional.of(0));
            case NUMERIC_LESS_THAN ->
                compared(wanted, given).filter(sign -> sign < 0).isPresent();
            case NUMERIC_LESS_THAN_EQUALS ->
                compared(wanted, given).filter(sign -> sign <= 0).isPresent();
            case NUMERIC_GREATER_THAN ->
                compared(wanted, given).filter(sign -> sign > 0).isPresent();
            case NUMERIC_GREATER_THAN_EQUALS ->
                compared(wanted, given).filter(sign -> sign >= 0).isPresent();
            case NULL -> throw new IllegalStateException("Null looks at no value");
        };
    }

    // Each of the six parts by itself: a wildcard does not reach over a colon.
    private static boolean arnMatches(String wanted, String given) {
        String[] pattern = wanted.split(":", ARN_PARTS);
        String[] parts = given.split(":", ARN_PARTS);
        if (pattern.length != ARN_PARTS || parts.length != ARN_PARTS) {
            return false;
        }
        for (int i = 0; i < ARN_PARTS; i++) {
            if (!Wildcard.of(pattern[i]).matches(parts[i])) {
                return false;
            }
        }
        return true;
    }

    private static Optional<Integer> compared(String wanted, String given) {
        try {
            return Optional.of(Integer.signum(new BigDecimal(given).compareTo(new BigDecimal(wanted))));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }
}
