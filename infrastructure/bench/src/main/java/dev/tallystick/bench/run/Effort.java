package dev.tallystick.bench.run;

/**
 * How much is measured.
 *
 * @param coldRounds processes of each kind, after one that does not count
 * @param callsAfterFirst further calls of a primed process, of which the last third counts as warm
 * @param warmUp calls of each kind in one process before any counts
 * @param warmCalls calls of each kind that count, one kind after the other
 * @param profiled calls while the flight recorder runs
 * @param forks processes of JMH, each with as many warm-ups and measurements of a second
 */
public record Effort(
        String name, int coldRounds, int callsAfterFirst, int warmUp, int warmCalls, int profiled, int forks) {

    /** Twelve minutes. */
    public static final Effort FULL = new Effort("full", 15, 1_500, 4_000, 4_000, 4_000, 3);

    /** Two minutes. */
    public static final Effort QUICK = new Effort("quick", 4, 300, 500, 500, 500, 1);

    /** Whether the programs run at all. */
    public static final Effort TINY = new Effort("tiny", 1, 3, 3, 6, 20, 0);
}
