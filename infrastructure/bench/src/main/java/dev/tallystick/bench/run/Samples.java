package dev.tallystick.bench.run;

import java.util.Collection;

/** Measured values, sorted. */
public final class Samples {

    private final double[] sorted;

    private Samples(double[] sorted) {
        this.sorted = sorted;
    }

    /** Of values in any order; there is at least one. */
    public static Samples of(Collection<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("nothing was measured");
        }
        return new Samples(sorted);
    }

    /** How many. */
    public int count() {
        return sorted.length;
    }

    public double median() {
        return quantile(0.5);
    }

    /** The least value that so great a part of them does not exceed. */
    public double quantile(double part) {
        int rank = (int) Math.ceil(part * sorted.length);
        return sorted[Math.clamp(rank - 1, 0, sorted.length - 1)];
    }

    /** Least and greatest, without the outermost tenths where there are twenty or more. */
    public double[] spread() {
        return sorted.length < 20
                ? new double[] {sorted[0], sorted[sorted.length - 1]}
                : new double[] {quantile(0.1), quantile(0.9)};
    }
}
