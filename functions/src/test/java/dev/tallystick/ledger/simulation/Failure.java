package dev.tallystick.ledger.simulation;

import dev.tallystick.ledger.simulation.Simulation.Result;
import java.util.List;
import java.util.stream.Collectors;

/** What a broken seed is told with. */
final class Failure {

    private static final int TAIL = 80;

    private Failure() {}

    /** The end of what happened, what was broken, and how to see it again. */
    static String of(long seed, Result result) {
        List<String> trace = result.trace();
        List<String> tail = trace.subList(Math.max(0, trace.size() - TAIL), trace.size());
        return String.join("\n", tail) + "\n" + verdict(seed, result);
    }

    static String verdict(long seed, Result result) {
        String broken = result.violations().stream().map(Violation::toString).collect(Collectors.joining("\n"));
        return "seed " + seed
                + (broken.isEmpty() ? ": everything held" : " (make simulate SEED=" + seed + ") broke\n" + broken);
    }
}
