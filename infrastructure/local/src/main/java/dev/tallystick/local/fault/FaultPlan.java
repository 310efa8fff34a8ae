package dev.tallystick.local.fault;

import java.util.List;

/** Rules and the seed that decides for each call. */
record FaultPlan(long seed, List<FaultRule> rules) {

    static final FaultPlan NONE = new FaultPlan(0, List.of());

    private static final long STEP = 0x9e3779b97f4a7c15L;
    private static final double UNIT = 0x1.0p-53;

    /** A number that depends only on the seed, the rule and the how manieth call of the function that it is about. */
    long draw(int rule, String functionId, long number) {
        long draw = mixed(seed + STEP * (rule + 1));
        draw = mixed(draw ^ functionId.hashCode());
        return mixed(draw + STEP * number);
    }

    boolean fires(int rule, long draw) {
        return (draw >>> 11) * UNIT < rules.get(rule).rate();
    }

    /** Spreads a number over all numbers: the finalizer of the generator SplitMix64. */
    static long mixed(long number) {
        long mixed = (number ^ (number >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
