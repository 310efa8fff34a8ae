package dev.tallystick.bench.growth;

import java.util.List;

/**
 * How large an installation is.
 *
 * @param members who have an account
 * @param purchases a second, at the peak
 */
record Load(double members, double purchases) {

    /** Those that the page shows. */
    static final List<Load> ALL = List.of(
            new Load(100_000, 10),
            new Load(1_000_000, 100),
            new Load(10_000_000, 1_000),
            new Load(100_000_000, 10_000));

    String name() {
        return "%,.0f members, %,.0f purchases/s".formatted(members, purchases);
    }
}
