package dev.tallystick.bench.growth;

/** How much of something there is a second. */
final class Meter {

    private static final int MINUTE = 60;

    private double all;
    private double ofThisMinute;
    private double busiest;
    private int seconds;

    void add(double some) {
        all += some;
        ofThisMinute += some;
    }

    void endOfSecond() {
        seconds++;
        if (seconds % MINUTE == 0) {
            busiest = Math.max(busiest, ofThisMinute / MINUTE);
            ofThisMinute = 0;
        }
    }

    double all() {
        return all;
    }

    /** A second, of the whole time. */
    double mean() {
        return all / seconds;
    }

    /** A second, of the minute that had most. */
    double busiest() {
        return busiest;
    }
}
