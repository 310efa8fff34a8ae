package dev.tallystick.insight;

import dev.tallystick.http.Query;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;

/** From one business day to another, both included. */
record Days(LocalDate from, LocalDate to) {

    private static final int MOST = 366;
    private static final String AFTER_EVERY_NAME = "#~";

    /** Reads {@code from} and {@code to}, at most a year apart. */
    static Days read(Query query) {
        Days days = new Days(query.date("from"), query.date("to"));
        long many = ChronoUnit.DAYS.between(days.from, days.to) + 1;
        if (many < 1 || many > MOST) {
            query.fault("to", "must be from 0 to %d days after from".formatted(MOST - 1));
        }
        return days;
    }

    boolean include(LocalDate day) {
        return !day.isBefore(from) && !day.isAfter(to);
    }

    /** All from the one in which a day lies. */
    Stream<YearMonth> monthsFrom(LocalDate day) {
        return Stream.iterate(
                YearMonth.from(day), month -> !month.isAfter(YearMonth.from(to)), month -> month.plusMonths(1));
    }

    /** Before every row's sort key. */
    String firstKey() {
        return from.toString();
    }

    /** Behind every row's sort key. */
    String lastKey() {
        return to + AFTER_EVERY_NAME;
    }
}
