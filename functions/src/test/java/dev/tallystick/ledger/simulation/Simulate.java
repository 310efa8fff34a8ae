package dev.tallystick.ledger.simulation;

import dev.tallystick.ledger.simulation.Simulation.Result;
import java.time.Duration;

/** {@code make simulate}: many seeds from the first on, or one of them with all that happened. */
public final class Simulate {

    private static final long NANOS_BETWEEN_LINES = Duration.ofSeconds(5).toNanos();

    private Simulate() {}

    /** @param arguments {@code seeds count}, or {@code seed number} for one of them */
    public static void main(String[] arguments) throws InterruptedException {
        long number = Long.parseLong(arguments[1]);
        boolean holds = arguments[0].equals("seed") ? tell(number) : runAll(number);
        if (!holds) {
            System.exit(1);
        }
    }

    private static boolean tell(long seed) throws InterruptedException {
        Result result = Simulation.run(seed);
        result.trace().forEach(System.out::println);
        System.out.println(Failure.verdict(seed, result));
        return result.violations().isEmpty();
    }

    private static boolean runAll(long seeds) throws InterruptedException {
        Counts counts = new Counts();
        long lineAt = System.nanoTime() + NANOS_BETWEEN_LINES;
        for (long seed = 1; seed <= seeds; seed++) {
            Result result = Simulation.run(seed);
            counts.addAll(result.counts());
            if (!result.violations().isEmpty()) {
                System.out.println(Failure.of(seed, result));
                return false;
            }
            if (System.nanoTime() > lineAt) {
                lineAt = System.nanoTime() + NANOS_BETWEEN_LINES;
                System.out.printf("%,d of %,d seeds so far, everything held%n", seed, seeds);
            }
        }
        counts.byName().forEach((name, count) -> System.out.printf("%,12d %s%n", count, name));
        System.out.printf("%,d seeds: everything held%n", seeds);
        return true;
    }
}
