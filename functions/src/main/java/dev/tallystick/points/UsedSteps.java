package dev.tallystick.points;

/**
 * The time steps whose member codes a member has spent with ({@link Invariant#A_CODE_IS_SPENT_ONCE}). Steps more than
 * {@value #REMEMBERED} before the last count as used, since nothing can tell any more.
 *
 * @param last the latest, 0 where there is none
 * @param earlier bit {@code i} stands for step {@code last - 1 - i}
 */
public record UsedSteps(long last, long earlier) {

    /** Twice as many as a presence is good for. */
    static final int REMEMBERED = Long.SIZE;

    public static final UsedSteps NONE = new UsedSteps(0, 0);

    public UsedSteps {
        Invariant.A_CODE_IS_SPENT_ONCE.hold(last >= 0 && (last > 0 || earlier == 0));
    }

    boolean has(long step) {
        if (last == 0 || step > last) {
            return false;
        }
        long before = last - step;
        return before == 0 || before > REMEMBERED || ((earlier >>> (before - 1)) & 1) == 1;
    }

    UsedSteps with(long step) {
        Invariant.A_CODE_IS_SPENT_ONCE.hold(step > 0 && !has(step));
        if (last == 0) {
            return new UsedSteps(step, 0);
        }
        if (step < last) {
            return new UsedSteps(last, earlier | (1L << (last - step - 1)));
        }
        long ahead = step - last;
        long shifted = ahead < REMEMBERED ? earlier << ahead : 0;
        return new UsedSteps(step, ahead <= REMEMBERED ? shifted | (1L << (ahead - 1)) : 0);
    }
}
