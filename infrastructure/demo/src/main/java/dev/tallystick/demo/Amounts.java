package dev.tallystick.demo;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;

/** Numbers as people and requests have them. */
public final class Amounts {

    private static final String CURRENCY = "EUR";

    private Amounts() {}

    /** {@code 12,345}. */
    public static String whole(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 1,234.50} for 123450 cents. */
    static String euros(long cents) {
        return String.format(Locale.ROOT, "%,.2f", BigDecimal.valueOf(cents, 2));
    }

    /** As requests have it. */
    public static Map<String, Object> money(long cents) {
        return Map.of("amount", cents, "currency", CURRENCY);
    }
}
