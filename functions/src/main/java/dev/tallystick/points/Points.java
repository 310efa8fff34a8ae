package dev.tallystick.points;

import java.math.BigInteger;

/** A number of loyalty points, whole and never negative. Sums and products are exact or fail. */
public record Points(long value) implements Comparable<Points> {

    /** The most that one operation may name. */
    public static final long MAXIMUM = 1_000_000_000_000L;

    public static final Points ZERO = new Points(0);

    public Points {
        Invariant.POINTS_NEVER_NEGATIVE.hold(value >= 0);
    }

    public static Points of(long value) {
        return value == 0 ? ZERO : new Points(value);
    }

    public Points plus(Points other) {
        return of(Math.addExact(value, other.value));
    }

    public Points minus(Points other) {
        return of(Math.subtractExact(value, other.value));
    }

    Points atMost(Points most) {
        return value > most.value ? most : this;
    }

    public boolean isZero() {
        return value == 0;
    }

    public boolean isMoreThan(Points other) {
        return value > other.value;
    }

    /** floor(amount × factors / divisor), computed without a bound on the product. */
    static long floor(long divisor, long amount, long... factors) {
        BigInteger product = BigInteger.valueOf(amount);
        for (long factor : factors) {
            product = product.multiply(BigInteger.valueOf(factor));
        }
        return product.divide(BigInteger.valueOf(divisor)).longValueExact();
    }

    @Override
    public int compareTo(Points other) {
        return Long.compare(value, other.value);
    }
}
