package dev.tallystick.local.function;

import dev.tallystick.local.plan.FunctionSpec;
import dev.tallystick.local.wire.AwsCall;
import java.time.Duration;

/** Calls that nobody waits for: tried again twice, as Lambda does, but after seconds rather than minutes. */
final class EventCalls {

    private static final int RETRIES = 2;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

    private final Fleet fleet;

    EventCalls(Fleet fleet) {
        this.fleet = fleet;
    }

    void accept(FunctionSpec function, String payload) {
        Thread.ofVirtual().name("event for " + function.id()).start(() -> call(function, payload));
    }

    private void call(FunctionSpec function, String payload) {
        try {
            Duration wait = FIRST_WAIT;
            for (int retry = 0; retry <= RETRIES; retry++) {
                if (fleet.invoke(function, payload) instanceof Answer.Success) {
                    return;
                }
                Thread.sleep(wait);
                wait = wait.multipliedBy(2);
            }
        } catch (InterruptedException | AwsCall.Stopped _) {
            // the cloud is being stopped
        }
    }
}
