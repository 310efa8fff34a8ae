package dev.tallystick.local.function;

import dev.tallystick.local.plan.FunctionSpec;
import dev.tallystick.local.wire.AwsCall;
import dev.tallystick.local.wire.Json;
import java.io.PrintStream;
import java.time.Duration;

/** Calls that nobody waits for: tried again twice, as Lambda does, but after seconds rather than minutes. */
public final class EventCalls {

    private static final int RETRIES = 2;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

    private final Invoker invoker;
    private final PrintStream terminal;
    private final Duration firstWait;

    /** Calls that say on the terminal which of them were given up. */
    public EventCalls(Invoker invoker, PrintStream terminal) {
        this(invoker, terminal, FIRST_WAIT);
    }

    /** With that wait before the first retry; it doubles before the second. */
    public EventCalls(Invoker invoker, PrintStream terminal, Duration firstWait) {
        this.invoker = invoker;
        this.terminal = terminal;
        this.firstWait = firstWait;
    }

    void accept(FunctionSpec function, String payload) {
        Thread.ofVirtual().name("event for " + function.id()).start(() -> call(function, payload));
    }

    /** Calls until the function succeeds or is given up; an interruption ends that. */
    public void call(FunctionSpec function, String payload) {
        try {
            Duration wait = firstWait;
            for (int attempt = 1; !Thread.currentThread().isInterrupted(); attempt++) {
                Answer answer = invoker.invoke(function, payload);
                if (answer instanceof Answer.Success) {
                    return;
                }
                if (attempt > RETRIES) {
                    terminal.println(function.id() + " | an event was given up after " + attempt + " attempts: "
                            + problem(answer.payload()));
                    return;
                }
                Thread.sleep(wait);
                wait = wait.multipliedBy(2);
            }
        } catch (InterruptedException | AwsCall.Stopped _) {
            // the cloud is being stopped
        }
    }

    private static String problem(String payload) {
        return Json.object(payload)
                .flatMap(failure -> Json.string(failure, "errorMessage"))
                .orElse(payload)
                .replaceAll("\\R", " ");
    }
}
