package dev.tallystick.local.plan;

import dev.tallystick.local.template.Properties;
import java.time.ZoneId;

/** Reads a schedule's expression. */
final class Expression {

    private Expression() {}

    /** A rule's: {@code rate(...)} or {@code cron(...)}. */
    static Timing of(Properties properties, String name, ZoneId zone) {
        String expression = properties.required(name);
        try {
            return expression.startsWith("cron(") ? Cron.parse(expression, zone) : Rate.parse(expression);
        } catch (IllegalArgumentException e) {
            throw properties.fault(name, String.valueOf(e.getMessage()));
        }
    }

    /** A schedule's, in its time zone: these two or {@code at(...)}. */
    static Timing zoned(Properties properties, String name) {
        ZoneId zone = zone(properties);
        String expression = properties.required(name);
        try {
            return expression.startsWith("at(") ? Once.parse(expression, zone) : of(properties, name, zone);
        } catch (IllegalArgumentException e) {
            throw properties.fault(name, String.valueOf(e.getMessage()));
        }
    }

    private static ZoneId zone(Properties properties) {
        String name = "ScheduleExpressionTimezone";
        String zone = properties.text(name).orElse("UTC");
        if (ZoneId.getAvailableZoneIds().contains(zone)) {
            return ZoneId.of(zone);
        }
        throw properties.fault(name, "must be a time zone such as Europe/Paris");
    }
}
