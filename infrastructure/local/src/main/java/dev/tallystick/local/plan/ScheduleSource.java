package dev.tallystick.local.plan;

import dev.tallystick.local.template.Account;
import dev.tallystick.local.template.Properties;
import dev.tallystick.local.wire.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * What calls a function by the clock. The input is what the function gets, word for word; without one it gets the
 * service's own event.
 */
public record ScheduleSource(
        Service service, FunctionSpec function, String arn, Timing timing, Period period, Optional<String> input) {

    /** Which of AWS's two services it is. */
    public enum Service {
        /** EventBridge, with a rule. */
        EVENTS,
        /** EventBridge Scheduler. */
        SCHEDULER
    }

    static ScheduleSource rule(Account account, String event, FunctionSpec function, Properties properties) {
        Delivery.check(properties);
        return new ScheduleSource(
                Service.EVENTS,
                function,
                account.arn("events", "rule/" + name(event, function, properties)),
                Expression.of(properties, "Schedule", ZoneOffset.UTC),
                Period.ALWAYS,
                input(properties));
    }

    static ScheduleSource schedule(Account account, String event, FunctionSpec function, Properties properties) {
        Delivery.check(properties);
        Delivery.checkWindow(properties.inner("FlexibleTimeWindow"));
        return new ScheduleSource(
                Service.SCHEDULER,
                function,
                account.arn("scheduler", "schedule/default/" + name(event, function, properties)),
                Expression.zoned(properties, "ScheduleExpression"),
                Period.of(properties),
                input(properties));
    }

    /** The next time that it is due after that one, if there is any, where the cloud was started at that time. */
    public Optional<Instant> next(Instant after, Instant cloudStart) {
        return timing instanceof Once ? timing.next(after, cloudStart) : period.next(timing, after, cloudStart);
    }

    /** Whether it is to run; a rule may say it by either of two properties. */
    static boolean isEnabled(Properties properties) {
        if (properties.has("Enabled") && properties.has("State")) {
            throw properties.fault("State", "cannot be given together with Enabled, which SAM refuses");
        }
        return switch (properties.text("State").orElse("ENABLED")) {
            case "ENABLED" -> properties.truth("Enabled", true);
            case "DISABLED" -> false;
            default -> throw properties.fault("State", "must be ENABLED or DISABLED");
        };
    }

    private static String name(String event, FunctionSpec function, Properties properties) {
        return properties.text("Name").orElse(function.id() + event);
    }

    private static Optional<String> input(Properties properties) {
        Optional<String> input = properties.text("Input");
        if (input.isPresent() && !Json.isJson(input.get().getBytes(StandardCharsets.UTF_8))) {
            throw properties.fault("Input", "must be JSON, as a text");
        }
        return input;
    }
}
