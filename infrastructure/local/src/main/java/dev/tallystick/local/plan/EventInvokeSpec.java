package dev.tallystick.local.plan;

import dev.tallystick.local.template.Properties;
import dev.tallystick.local.template.Resolver;
import java.time.Duration;
import java.util.Optional;

/** What becomes of events that nobody waits for: how often they are tried again, how old they get, who is told. */
public record EventInvokeSpec(
        int retries,
        Duration maximumAge,
        Optional<Destination> onSuccess,
        Optional<Destination> onFailure,
        Optional<Destination.Queue> deadLetters) {

    private static final int RETRIES = 2;
    private static final int AGE_SECONDS = 21_600;

    /** As Lambda has it where nothing else is said. */
    public static EventInvokeSpec usual() {
        return new EventInvokeSpec(
                RETRIES, Duration.ofSeconds(AGE_SECONDS), Optional.empty(), Optional.empty(), Optional.empty());
    }

    static EventInvokeSpec of(Resolver resolver, Properties function) {
        Properties config = function.inner("EventInvokeConfig");
        Properties destinations = config.inner("DestinationConfig");
        return new EventInvokeSpec(
                (int) config.number("MaximumRetryAttempts", RETRIES, 0, RETRIES),
                Duration.ofSeconds(config.number("MaximumEventAgeInSeconds", AGE_SECONDS, 60, AGE_SECONDS)),
                Destination.of(resolver, destinations.inner("OnSuccess"), "Destination"),
                Destination.of(resolver, destinations.inner("OnFailure"), "Destination"),
                deadLetters(resolver, function.inner("DeadLetterQueue")));
    }

    private static Optional<Destination.Queue> deadLetters(Resolver resolver, Properties properties) {
        return Destination.of(resolver, properties, "TargetArn").map(target -> switch (target) {
            case Destination.Queue queue -> queue;
            case Destination.Function _ -> throw properties.fault("Type", "must be SQS");
        });
    }
}
