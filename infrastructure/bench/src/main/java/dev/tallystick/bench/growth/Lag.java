package dev.tallystick.bench.growth;

import java.util.Arrays;

/** How far behind the ledger one is who takes its entries. */
final class Lag {

    /** Seconds from which on an entry is late: several times what it takes where nothing waits. */
    static final double LATE = 10;

    private static final int PARTS_OF_A_SECOND = 10;

    private long[] byAge = new long[100];
    private long came;
    private long taken;
    private long largest;
    private double lateUntil;

    void came(long entries) {
        came += entries;
        largest = Math.max(largest, backlog());
    }

    void taken(long entries, double since, double now) {
        taken += entries;
        int age = (int) ((now - since) * PARTS_OF_A_SECOND);
        if (age >= byAge.length) {
            byAge = Arrays.copyOf(byAge, age * 2);
        }
        byAge[age] += entries;
        if (now - since > LATE) {
            lateUntil = now;
        }
    }

    long allTaken() {
        return taken;
    }

    long backlog() {
        return came - taken;
    }

    long largestBacklog() {
        return largest;
    }

    /** Seconds from the commit within which that share of what was taken was; up to a tenth more. */
    double age(double share) {
        long enough = (long) Math.ceil(share * taken);
        long sum = 0;
        int age = -1;
        while (sum < enough) {
            age++;
            sum += byAge[age];
        }
        return (age + 1.0) / PARTS_OF_A_SECOND;
    }

    /** The last second at which something late was taken; 0 where nothing was. */
    double lateUntil() {
        return lateUntil;
    }
}
