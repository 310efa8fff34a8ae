package dev.tallystick.bench.run;

import java.util.Locale;

/** A figure that must not exceed its limit. */
public record Budget(String name, double figure, double limit, String unit) {

    /** Whether it does not, exactly. */
    public boolean met() {
        return figure <= limit;
    }

    /** Name, figure, limit, and as the last word {@code met} or {@code missed}. */
    public String line() {
        return String.format(
                Locale.ROOT, "%s: %.2f%s, limit %.2f%s, %s", name, figure, unit, limit, unit, met() ? "met" : "missed");
    }
}
