package dev.tallystick.load;

import dev.tallystick.demo.Channel;
import dev.tallystick.demo.Purchase;
import dev.tallystick.demo.Story;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How purchases are spread over the time of a load. */
enum Shape {
    /** Evenly. */
    STEADY("steady"),
    /** As the receipts of the stores' Saturdays are spread over the day; the whole time is one day. */
    SATURDAY("saturday"),
    /** Evenly, but the tills have no network in the first half and then send all of it in batches. */
    OUTAGE("outage"),
    /** Evenly, and everybody is the same member. */
    HOT("hot");

    private static final int HOURS = 24;

    private final String text;

    Shape(String text) {
        this.text = text;
    }

    /** The one of that name. */
    static Optional<Shape> of(String text) {
        return Arrays.stream(values())
                .filter(shape -> shape.text.equals(text.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    String text() {
        return text;
    }

    /** When each of so many purchases is made, from the beginning on, in order. */
    List<Duration> times(int purchases, Duration length, Story story) {
        double[] hours = this == SATURDAY ? saturday(story) : even();
        double all = Arrays.stream(hours).sum();
        List<Duration> times = new ArrayList<>(purchases);
        int hour = 0;
        double before = 0;
        for (int i = 0; i < purchases; i++) {
            double wanted = all * i / purchases;
            while (before + hours[hour] <= wanted) {
                before += hours[hour++];
            }
            double at = (hour + (wanted - before) / hours[hour]) / HOURS;
            times.add(Duration.ofNanos(Math.round(length.toNanos() * at)));
        }
        return times;
    }

    private static double[] even() {
        double[] hours = new double[HOURS];
        Arrays.fill(hours, 1);
        return hours;
    }

    private static double[] saturday(Story story) {
        double[] hours = new double[HOURS];
        for (Purchase purchase : story.purchases()) {
            ZonedDateTime at = purchase.occurredAt().atZone(ZoneOffset.UTC);
            if (purchase.source().channel() == Channel.IN_STORE && at.getDayOfWeek() == DayOfWeek.SATURDAY) {
                hours[at.getHour()]++;
            }
        }
        return hours;
    }
}
