package dev.tallystick.local.plan;

import dev.tallystick.local.template.Properties;
import dev.tallystick.local.template.Resolver;
import java.util.List;
import java.util.Optional;

/**
 * What a function may leave out: how many of its calls run at once, whether it starts from a snapshot, what it logs from
 * which level on, what becomes of its events.
 */
public record FunctionOptions(
        Optional<Integer> reservedConcurrency,
        boolean snapStart,
        Optional<String> applicationLogLevel,
        SystemLogLevel systemLogLevel,
        EventInvokeSpec events) {

    private static final List<String> APPLICATION_LEVELS = List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL");

    /** From which level on Lambda's own lines are logged. */
    public enum SystemLogLevel {
        DEBUG,
        INFO,
        WARN
    }

    /** Everything left out. */
    public static FunctionOptions none() {
        return new FunctionOptions(
                Optional.empty(), false, Optional.empty(), SystemLogLevel.INFO, EventInvokeSpec.usual());
    }

    static FunctionOptions of(Resolver resolver, Properties function) {
        Properties logging = function.inner("LoggingConfig");
        return new FunctionOptions(
                function.has("ReservedConcurrentExecutions")
                        ? Optional.of((int) function.number("ReservedConcurrentExecutions", 0, 0, 1000))
                        : Optional.empty(),
                snapStart(function.inner("SnapStart")),
                applicationLogLevel(logging),
                systemLogLevel(logging),
                EventInvokeSpec.of(resolver, function));
    }

    private static boolean snapStart(Properties properties) {
        return switch (properties.text("ApplyOn").orElse("None")) {
            case "PublishedVersions" -> true;
            case "None" -> false;
            default -> throw properties.fault("ApplyOn", "must be PublishedVersions or None");
        };
    }

    private static Optional<String> applicationLogLevel(Properties logging) {
        Optional<String> level = logging.text("ApplicationLogLevel");
        if (level.isPresent() && !APPLICATION_LEVELS.contains(level.get())) {
            throw logging.fault("ApplicationLogLevel", "must be one of " + String.join(", ", APPLICATION_LEVELS));
        }
        return checked(logging, "ApplicationLogLevel", level);
    }

    private static SystemLogLevel systemLogLevel(Properties logging) {
        Optional<String> level = checked(logging, "SystemLogLevel", logging.text("SystemLogLevel"));
        return switch (level.orElse("INFO")) {
            case "DEBUG" -> SystemLogLevel.DEBUG;
            case "INFO" -> SystemLogLevel.INFO;
            case "WARN" -> SystemLogLevel.WARN;
            default -> throw logging.fault("SystemLogLevel", "must be one of DEBUG, INFO, WARN");
        };
    }

    // Lambda takes levels only where it can tell them apart.
    private static Optional<String> checked(Properties logging, String property, Optional<String> level) {
        if (level.isPresent() && !logging.text("LogFormat").orElse("Text").equals("JSON")) {
            throw logging.fault(property, "needs the LogFormat JSON");
        }
        return level;
    }
}
