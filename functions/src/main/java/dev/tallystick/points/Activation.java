package dev.tallystick.points;

import java.time.Instant;

/** When what a purchase earned becomes active, and in which lot it then lies; fixed when the purchase is recorded. */
public sealed interface Activation {

    /** At once, in the lot that ends then. */
    record AtOnce(Instant lotEnd) implements Activation {}

    /**
     * On a day to come, without anyone's doing.
     *
     * @param activatesAt the beginning of that day in the program's zone
     */
    record OnDay(Instant activatesAt, Instant lotEnd) implements Activation {}

    /** When somebody says that the goods were collected, delivered or paid. */
    record OnEvent(WaitsFor waitsFor) implements Activation {}
}
