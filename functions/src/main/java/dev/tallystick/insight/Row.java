package dev.tallystick.insight;

import dev.tallystick.store.Keys;
import java.time.LocalDate;

/**
 * A row of figures of a day.
 *
 * @param kind {@link Keys#DAILY} or {@link Keys#JOURNEYS}
 * @param name what it is of: a source, or one of the rows that {@link Journeys} knows
 */
record Row(String kind, LocalDate date, String name) {

    Keys keys(Generation generation) {
        return Keys.figures(kind, generation.number(), date, name);
    }
}
