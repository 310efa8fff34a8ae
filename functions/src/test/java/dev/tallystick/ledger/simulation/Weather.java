package dev.tallystick.ledger.simulation;

import dev.tallystick.ledger.FakeLedgerStore.Fate;
import java.time.Duration;
import java.util.List;

/** How bad it is, for one seed: how often each thing goes wrong, and how fast time passes. */
final class Weather {

    private static final List<Double> RATES = List.of(0.0, 0.01, 0.05, 0.2);
    private static final List<Double> PACES = List.of(0.2, 1.0, 4.0);

    private final Dice dice;
    private final double throttled;
    private final double conflicting;
    private final double timedOut;
    private final double answerLost;
    private final double late;
    private final double crashed;
    private final double pace;
    private boolean calm = true;

    Weather(Dice dice) {
        this.dice = dice;
        this.throttled = dice.oneOf(RATES);
        this.conflicting = dice.oneOf(RATES);
        this.timedOut = dice.oneOf(RATES);
        this.answerLost = dice.oneOf(RATES);
        this.late = dice.oneOf(RATES);
        this.crashed = dice.oneOf(RATES) / 4;
        this.pace = dice.oneOf(PACES);
    }

    /** Anything can go wrong from now on. */
    void storm() {
        calm = false;
    }

    /** Nothing goes wrong from now on. */
    void calm() {
        calm = true;
    }

    boolean crashes() {
        return !calm && dice.chance(crashed);
    }

    Fate read() {
        return !calm && dice.chance(throttled / 4) ? Fate.THROTTLED : Fate.ANSWERED;
    }

    Fate write() {
        if (calm) {
            return Fate.ANSWERED;
        }
        if (dice.chance(throttled)) {
            return Fate.THROTTLED;
        }
        if (dice.chance(conflicting)) {
            return Fate.CONFLICTING;
        }
        if (dice.chance(timedOut)) {
            return Fate.TIMED_OUT;
        }
        if (dice.chance(answerLost)) {
            return Fate.ANSWER_LOST;
        }
        return dice.chance(late) ? Fate.LATE : Fate.ANSWERED;
    }

    /** How long one step takes: mostly milliseconds, now and then months. */
    Duration step() {
        double share = dice.share() / pace;
        if (share < 0.001) {
            return Duration.ofDays(dice.between(1, 90));
        }
        if (share < 0.005) {
            return Duration.ofMinutes(dice.between(60, 3_000));
        }
        if (share < 0.05) {
            return Duration.ofSeconds(dice.between(1, 1_200));
        }
        return Duration.ofMillis(dice.between(1, 50));
    }

    /** How far a clock is off: mostly a little, seldom days. */
    Duration skew() {
        return dice.chance(0.1)
                ? Duration.ofMinutes(dice.between(-3_000, 3_000))
                : Duration.ofMillis(dice.between(-5_000, 5_000));
    }
}
