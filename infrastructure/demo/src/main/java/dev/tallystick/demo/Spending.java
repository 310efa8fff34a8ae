package dev.tallystick.demo;

/** How many points a customer of the demo spends at once: full hundreds, and no more than five euros' worth. */
final class Spending {

    private static final long STEP = 100;
    private static final long MOST = 500;

    private Spending() {}

    static long points(long available) {
        return Math.min(MOST, available / STEP * STEP);
    }
}
