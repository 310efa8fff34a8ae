package dev.tallystick.demo;

/**
 * How many operations were acknowledged.
 *
 * @param replayed of these, how many were there already
 */
public record Count(long acknowledged, long replayed) {

    static final Count NONE = new Count(0, 0);

    static Count of(Answer answer) {
        return new Count(1, answer.replayed() ? 1 : 0);
    }

    Count plus(Count more) {
        return new Count(acknowledged + more.acknowledged, replayed + more.replayed);
    }
}
