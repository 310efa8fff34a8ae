package dev.tallystick.local.function;

import dev.tallystick.local.plan.FunctionSpec;

/** Calls a function and waits for its answer. */
@FunctionalInterface
public interface Invoker {

    /** The answer of the function to the payload. */
    Answer invoke(FunctionSpec function, String payload);

    /** The same where the caller has chosen the request's id; who knows no such ids leaves it out. */
    default Answer invoke(FunctionSpec function, String payload, String requestId) {
        return invoke(function, payload);
    }
}
