package dev.tallystick.local.function;

import dev.tallystick.local.plan.FunctionSpec;

/** Calls a function and waits for its answer. */
@FunctionalInterface
public interface Invoker {

    /** The answer of the function to the payload. */
    Answer invoke(FunctionSpec function, String payload);
}
