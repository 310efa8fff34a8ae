package dev.tallystick.load;

import dev.tallystick.demo.Connection;
import dev.tallystick.demo.Fault;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What is to be played.
 *
 * @param target file with where to call and with which keys, as {@code make run} leaves it
 * @param perSecond purchases, on average
 */
record LoadPlan(Path target, double perSecond, Duration length, Shape shape) {

    private static final double MOST_PER_SECOND = 10_000;
    private static final long MOST_SECONDS = 86_400;
    private static final int MOST_PURCHASES = 5_000_000;

    /**
     * Reads {@code target rate seconds shape}.
     *
     * @throws Fault saying which of them is wrong
     */
    static LoadPlan of(String[] arguments) {
        if (arguments.length != 4) {
            throw new Fault("there must be a target, a rate, seconds and a shape");
        }
        double perSecond = number("RATE", arguments[1], MOST_PER_SECOND);
        double seconds = number("DURATION", arguments[2], MOST_SECONDS);
        if (perSecond * seconds > MOST_PURCHASES || perSecond * seconds < 1) {
            throw new Fault("RATE times DURATION must be from 1 to %,d purchases".formatted(MOST_PURCHASES));
        }
        Shape shape =
                Shape.of(arguments[3]).orElseThrow(() -> new Fault("SHAPE must be steady, saturday, outage or hot"));
        Path target = arguments[0].isEmpty() ? Connection.USUAL : Path.of(arguments[0]);
        return new LoadPlan(target, perSecond, Duration.ofMillis(Math.round(seconds * 1000)), shape);
    }

    int purchases() {
        return Math.toIntExact(Math.round(perSecond * length.toMillis() / 1000.0));
    }

    private static double number(String name, String text, double most) {
        try {
            double number = Double.parseDouble(text);
            if (number > 0 && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // said below
        }
        throw new Fault("%s must be a number above 0 and at most %,.0f".formatted(name, most));
    }
}
