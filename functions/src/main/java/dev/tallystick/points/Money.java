package dev.tallystick.points;

/** An amount in minor units (cents) of the program's one currency; negative on a line that takes something back. */
public record Money(long minorUnits) implements Comparable<Money> {

    /** The most, either way, that one field may name: 10¹² minor units. */
    public static final long MAXIMUM = 1_000_000_000_000L;

    public static final Money ZERO = new Money(0);

    public Money plus(Money other) {
        return new Money(Math.addExact(minorUnits, other.minorUnits));
    }

    public Money minus(Money other) {
        return new Money(Math.subtractExact(minorUnits, other.minorUnits));
    }

    /** Its size, whatever its sign. */
    public Money absolute() {
        return minorUnits < 0 ? new Money(Math.negateExact(minorUnits)) : this;
    }

    public boolean isMoreThan(Money other) {
        return minorUnits > other.minorUnits;
    }

    public boolean isPositive() {
        return minorUnits > 0;
    }

    /** This amount, or nothing where it is below nothing. */
    public Money orZeroIfNegative() {
        return minorUnits < 0 ? ZERO : this;
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(minorUnits, other.minorUnits);
    }
}
