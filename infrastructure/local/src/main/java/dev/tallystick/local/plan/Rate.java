package dev.tallystick.local.plan;

import dev.tallystick.local.template.Properties;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads how often a schedule runs, as {@code rate(5 minutes)} says. */
final class Rate {

    private static final Pattern RATE = Pattern.compile("rate\\(([1-9]\\d{0,8})\\s+(minute|hour|day)(s?)\\)");
    private static final Pattern OTHER = Pattern.compile("(cron|at)\\(.*", Pattern.DOTALL);

    private Rate() {}

    static Duration interval(Properties properties, String name) {
        String expression = properties.required(name);
        Matcher other = OTHER.matcher(expression);
        if (other.matches()) {
            throw properties.fault(name, "the local cloud does not run " + other.group(1) + "(...), only rate(...)");
        }
        Matcher rate = RATE.matcher(expression);
        if (!rate.matches()) {
            throw properties.fault(
                    name,
                    "must be rate(N unit) with a whole number N from 1 and the unit"
                            + " minute, minutes, hour, hours, day or days");
        }
        long value = Long.parseLong(rate.group(1));
        String unit = rate.group(2);
        if ((value == 1) == rate.group(3).equals("s")) {
            throw properties.fault(
                    name,
                    "must be rate(" + value + " " + unit + (value == 1 ? "" : "s")
                            + "): AWS refuses the singular for more than 1 and the plural for 1");
        }
        return switch (unit) {
            case "minute" -> Duration.ofMinutes(value);
            case "hour" -> Duration.ofHours(value);
            default -> Duration.ofDays(value);
        };
    }
}
