package dev.tallystick.insight;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** What some entries add to the figures; no more than one transaction takes. */
final class Increment {

    /** A transaction has at most 100 writes; the trial balance and the watermark are two. */
    private static final int MOST_DAYS = 90;

    private final Map<String, Long> postings = new LinkedHashMap<>();
    private final Map<Day, Map<Figure, Long>> days = new LinkedHashMap<>();
    private long entries;
    private Instant asOf = Instant.MIN;

    /** A business day at a source. */
    record Day(LocalDate date, String source) {}

    /** Adds the entry, unless that would be more than a transaction takes. */
    boolean takes(CountedEntry entry) {
        Day day = new Day(entry.businessDate(), entry.source());
        boolean counts = !entry.figures().isEmpty();
        if (counts && days.size() == MOST_DAYS && !days.containsKey(day)) {
            return false;
        }
        entry.postings().forEach((account, points) -> postings.merge(account, points, Math::addExact));
        if (counts) {
            Map<Figure, Long> figures = days.computeIfAbsent(day, any -> new EnumMap<>(Figure.class));
            entry.figures().forEach((figure, amount) -> figures.merge(figure, amount, Math::addExact));
        }
        entries++;
        asOf = entry.at().isAfter(asOf) ? entry.at() : asOf;
        return true;
    }

    Map<String, Long> postings() {
        return postings;
    }

    Map<Day, Map<Figure, Long>> days() {
        return days;
    }

    long entries() {
        return entries;
    }

    Instant asOf() {
        return asOf;
    }
}
