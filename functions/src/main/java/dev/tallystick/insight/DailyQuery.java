package dev.tallystick.insight;

import dev.tallystick.api.Cursor;
import dev.tallystick.http.HttpRequest;
import dev.tallystick.http.Query;
import dev.tallystick.insight.InsightStore.DailyRow;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which rows are asked for.
 *
 * @param source only this one's, or all
 * @param after the key of the last row shown before, or null at the beginning
 */
record DailyQuery(
        Days days, @Nullable String source, @Nullable String after, int limit) {

    private static final int MOST_ROWS = 1_000;
    private static final Pattern SOURCE = Pattern.compile("[a-z0-9-]{1,32}");
    private static final Pattern KEY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}#[a-z0-9-]{1,32}");

    static DailyQuery read(HttpRequest request) {
        Query query = new Query(request);
        DailyQuery daily = new DailyQuery(
                Days.read(query),
                query.text("source"),
                Cursor.read(query, KEY),
                query.integer("limit", 1, MOST_ROWS, MOST_ROWS));
        if (daily.source != null && !SOURCE.matcher(daily.source).matches()) {
            query.fault("source", "must match " + SOURCE.pattern());
        }
        if (daily.after != null && !daily.includes(daily.after)) {
            query.fault("cursor", "is not one that an answer to these dates gave");
        }
        query.finish();
        return daily;
    }

    static String key(DailyRow row) {
        return row.date() + "#" + row.source();
    }

    Stream<YearMonth> months() {
        return days.monthsFrom(after == null ? days.from() : dayOf(after));
    }

    String firstKey() {
        return after == null ? days.firstKey() : after;
    }

    String lastKey() {
        return days.lastKey();
    }

    /** Whether a key is of a day asked for; one that is no day is not. */
    private boolean includes(String key) {
        try {
            return days.include(dayOf(key));
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static LocalDate dayOf(String key) {
        return LocalDate.parse(key.substring(0, key.indexOf('#')));
    }

    boolean wants(DailyRow row) {
        return (source == null || source.equals(row.source())) && !key(row).equals(after);
    }
}
