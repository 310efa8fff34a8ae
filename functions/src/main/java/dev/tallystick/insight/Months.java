package dev.tallystick.insight;

import dev.tallystick.store.Item;
import java.time.YearMonth;
import java.util.Optional;
import java.util.stream.Stream;

/** The months in which rows may lie, both ends included. */
record Months(YearMonth first, YearMonth last) {

    static final String FIRST = "firstMonth";
    static final String LAST = "lastMonth";

    static Optional<Months> read(Item item) {
        return item.has(FIRST)
                ? Optional.of(new Months(YearMonth.parse(item.text(FIRST)), YearMonth.parse(item.text(LAST))))
                : Optional.empty();
    }

    /** Those of both. */
    static Optional<Months> together(Optional<Months> some, Optional<Months> others) {
        return Stream.concat(some.stream(), others.stream())
                .reduce((one, other) -> new Months(
                        one.first.isBefore(other.first) ? one.first : other.first,
                        one.last.isAfter(other.last) ? one.last : other.last));
    }

    /** From this one on; all of them without. */
    Stream<YearMonth> from(Optional<YearMonth> start) {
        return Stream.iterate(start.orElse(first), month -> !month.isAfter(last), month -> month.plusMonths(1));
    }
}
