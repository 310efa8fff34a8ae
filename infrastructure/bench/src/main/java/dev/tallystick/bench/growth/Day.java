package dev.tallystick.bench.growth;

import java.util.function.IntToDoubleFunction;

/**
 * What is simulated.
 *
 * @param curve how much of the load's purchases there is in each second of the day
 * @param from the first second
 * @param until the one behind the last
 * @param transactions a second that one item takes
 * @param window seconds that the stream's batches are gathered for
 */
record Day(Load load, Event event, IntToDoubleFunction curve, int from, int until, int transactions, int window) {

    private static final int OPENS = 7 * 3_600;
    private static final int CLOSES = 23 * 3_600;
    private static final double NIGHT = 0.02;

    /** From noon to eight in the evening, as the pipeline is designed. */
    static Day saturday(Load load, Event event) {
        return new Day(load, event, Day::saturday, 12 * 3_600, 20 * 3_600, (int) Growth.oneItem(), (int)
                Design.BATCHING_WINDOW_SECONDS);
    }

    Day withWindow(int longer) {
        return new Day(load, event, curve, from, until, transactions, longer);
    }

    /** Little at night; one hill from seven to eleven in the evening, highest at three. */
    private static double saturday(int second) {
        double open =
                second < OPENS || second > CLOSES ? 0 : StrictMath.sin(Math.PI * (second - OPENS) / (CLOSES - OPENS));
        return NIGHT + (1 - NIGHT) * open * open;
    }
}
