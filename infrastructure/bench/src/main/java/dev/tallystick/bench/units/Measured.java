package dev.tallystick.bench.units;

/**
 * What an operation took.
 *
 * @param history the member's entries before, empty where they do not matter
 */
record Measured(String history, String operation, Units units) {

    static Measured parse(String line) {
        String[] parts = line.split("\t", -1);
        return new Measured(parts[1], parts[2], Units.parse(parts[3]));
    }
}
