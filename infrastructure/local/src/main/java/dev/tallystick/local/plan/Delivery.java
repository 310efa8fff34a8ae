package dev.tallystick.local.plan;

import dev.tallystick.local.template.Properties;

/**
 * Checks how an event of a schedule is to be delivered. None of it has an effect here: Lambda takes each event at once, and
 * what becomes of it then is up to the function's own settings.
 */
final class Delivery {

    private Delivery() {}

    static void check(Properties properties) {
        Properties retries = properties.inner("RetryPolicy");
        retries.number("MaximumRetryAttempts", 185, 0, 185);
        retries.number("MaximumEventAgeInSeconds", 86_400, 60, 86_400);
    }

    static void checkWindow(Properties window) {
        switch (window.text("Mode").orElse("OFF")) {
            case "OFF" -> {
                if (window.has("MaximumWindowInMinutes")) {
                    throw window.fault("MaximumWindowInMinutes", "goes with the Mode FLEXIBLE");
                }
            }
            case "FLEXIBLE" -> {
                window.required("MaximumWindowInMinutes");
                window.number("MaximumWindowInMinutes", 1, 1, 1440);
            }
            default -> throw window.fault("Mode", "must be OFF or FLEXIBLE");
        }
    }
}
