package dev.tallystick.local.function;

import dev.tallystick.local.plan.FunctionSpec;
import java.util.HashMap;
import java.util.Map;

/** Counts the calls that run of each function, so that none has more at once than are reserved for it. */
final class Concurrency {

    private final Map<String, Integer> running = new HashMap<>();

    /** Counts one more, unless that would be too many. */
    synchronized boolean enter(FunctionSpec function) {
        int before = running.getOrDefault(function.id(), 0);
        if (before >= function.options().reservedConcurrency().orElse(Integer.MAX_VALUE)) {
            return false;
        }
        running.put(function.id(), before + 1);
        return true;
    }

    synchronized void leave(FunctionSpec function) {
        running.merge(function.id(), -1, Integer::sum);
    }
}
