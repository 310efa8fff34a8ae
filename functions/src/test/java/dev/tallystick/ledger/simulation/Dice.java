package dev.tallystick.ledger.simulation;

import java.util.List;
import java.util.SplittableRandom;

/** All chance there is, from one seed. */
final class Dice {

    private final SplittableRandom random;

    Dice(long seed) {
        this.random = new SplittableRandom(seed);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    double share() {
        return random.nextDouble();
    }

    long between(long least, long most) {
        return random.nextLong(least, most + 1);
    }

    <T> T oneOf(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }

    <T> T take(List<T> things) {
        return things.remove(random.nextInt(things.size()));
    }
}
