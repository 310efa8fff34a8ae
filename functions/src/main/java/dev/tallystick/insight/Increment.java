package dev.tallystick.insight;

import java.time.Instant;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What some entries add to the figures; no more than one transaction takes. */
final class Increment {

    /**
     * A transaction has at most 100 writes. While figures are counted anew each row is written in two generations; the sums and
     * ten watermarks come to them.
     */
    private static final int MOST_ROWS = 44;

    private final Map<String, Long> sums = new LinkedHashMap<>();
    private final Map<Row, Map<String, Long>> rows = new LinkedHashMap<>();
    private Optional<Months> months = Optional.empty();
    private Instant asOf = Instant.MIN;

    /** Adds the entry, unless that would be more than a transaction takes. */
    boolean takes(CountedEntry entry) {
        long more = entry.rows().keySet().stream()
                .filter(row -> !rows.containsKey(row))
                .count();
        if (!rows.isEmpty() && rows.size() + more > MOST_ROWS) {
            return false;
        }
        entry.postings().forEach((account, points) -> sums.merge(account, points, Math::addExact));
        sums.merge(TrialBalance.ENTRIES, 1L, Math::addExact);
        entry.rows().forEach((row, figures) -> {
            Map<String, Long> all = rows.computeIfAbsent(row, any -> new LinkedHashMap<>());
            figures.forEach((figure, amount) -> all.merge(figure, amount, Math::addExact));
            YearMonth month = YearMonth.from(row.date());
            months = Months.together(months, Optional.of(new Months(month, month)));
        });
        asOf = entry.at().isAfter(asOf) ? entry.at() : asOf;
        return true;
    }

    /** Of postings by account, and of entries. */
    Map<String, Long> sums() {
        return sums;
    }

    Map<Row, Map<String, Long>> rows() {
        return rows;
    }

    /** In which its rows lie. */
    Optional<Months> months() {
        return months;
    }

    /** When the last of them was recorded; long ago where there is none. */
    Instant asOf() {
        return asOf;
    }
}
