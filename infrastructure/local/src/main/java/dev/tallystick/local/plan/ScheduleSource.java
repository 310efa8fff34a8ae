package dev.tallystick.local.plan;

import dev.tallystick.local.template.Account;
import dev.tallystick.local.template.Properties;
import dev.tallystick.local.wire.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * What calls a function again and again. The input is what the function gets, word for word; without one it gets the
 * service's own event.
 */
public record ScheduleSource(
        Service service, FunctionSpec function, String arn, Duration interval, Optional<String> input) {

    /** Which of AWS's two services it is. */
    public enum Service {
        /** EventBridge, with a rule. */
        EVENTS,
        /** EventBridge Scheduler. */
        SCHEDULER
    }

    static ScheduleSource rule(Account account, String event, FunctionSpec function, Properties properties) {
        return new ScheduleSource(
                Service.EVENTS,
                function,
                account.arn("events", "rule/" + name(event, function, properties)),
                Rate.interval(properties, "Schedule"),
                input(properties));
    }

    static ScheduleSource schedule(Account account, String event, FunctionSpec function, Properties properties) {
        Properties window = properties.inner("FlexibleTimeWindow");
        if (!window.text("Mode").orElse("OFF").equals("OFF")) {
            throw window.fault("Mode", "must be OFF: the local cloud has no flexible windows");
        }
        return new ScheduleSource(
                Service.SCHEDULER,
                function,
                account.arn("scheduler", "schedule/default/" + name(event, function, properties)),
                Rate.interval(properties, "ScheduleExpression"),
                input(properties));
    }

    static boolean isEnabled(Properties properties) {
        return switch (properties.text("State").orElse("ENABLED")) {
            case "ENABLED" -> true;
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
