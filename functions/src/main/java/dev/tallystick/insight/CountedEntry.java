package dev.tallystick.insight;

import dev.tallystick.json.Fields;
import dev.tallystick.store.Keys;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the figures need of an entry.
 *
 * @param postings by account's name
 * @param rows what it adds, by row and figure
 */
record CountedEntry(Instant at, Map<String, Long> postings, Map<Row, Map<String, Long>> rows) {

    private static final int LONGEST_NAME = 64;

    /** @throws RuntimeException when its data is not an entry as events show it */
    static CountedEntry ofEvent(Map<?, ?> event) {
        return read(Fields.of(event.get("data")));
    }

    private static CountedEntry read(Fields entry) {
        Instant at = entry.instant("recordedAt");
        LocalDate businessDate = entry.optionalDate("businessDate");
        String source = entry.text("source", LONGEST_NAME);
        Map<String, Long> postings = new LinkedHashMap<>();
        Fields posted = entry.object("postings");
        for (String account : TrialBalance.ACCOUNTS) {
            if (posted.has(account)) {
                postings.put(account, posted.integer(account, Long.MIN_VALUE, Long.MAX_VALUE));
            }
        }
        posted.noOthers();
        Map<Row, Map<String, Long>> rows =
                businessDate == null ? Map.of() : rows(entry, postings, businessDate, source);
        if (!entry.sound() || businessDate == null) {
            throw new IllegalStateException("not an entry as events show it");
        }
        return new CountedEntry(at, postings, rows);
    }

    private static Map<Row, Map<String, Long>> rows(
            Fields entry, Map<String, Long> postings, LocalDate businessDate, String source) {
        Map<Row, Map<String, Long>> rows = new LinkedHashMap<>(Journeys.rows(entry, businessDate));
        Map<String, Long> day = new LinkedHashMap<>();
        figures(entry, postings).forEach((figure, amount) -> day.put(figure.label(), amount));
        if (!day.isEmpty()) {
            rows.put(new Row(Keys.DAILY, businessDate, source), day);
        }
        return rows;
    }

    private static Map<Figure, Long> figures(Fields entry, Map<String, Long> postings) {
        long points = entry.integer("points", Long.MIN_VALUE, Long.MAX_VALUE);
        Map<Figure, Long> figures = new LinkedHashMap<>();
        switch (entry.text("kind", LONGEST_NAME)) {
            case "enrolled" -> figures.put(Figure.NEW_MEMBERS, 1L);
            case "earned" -> {
                figures.put(Figure.PURCHASES, 1L);
                figures.put(Figure.TOTAL, amount(entry.optionalObject("total")));
                figures.put(Figure.EARNED, points);
                figures.put(Figure.FIRST_PURCHASES, entry.has("firstPurchase") ? 1L : 0L);
                figures.put(Figure.CROSSED_OVER, entry.has("firstInChannel") && entry.has("otherChannelAt") ? 1L : 0L);
            }
            case "redeemed" -> {
                spent(figures, entry, postings, 1);
            }
            case "captured" -> spent(figures, entry, postings, 1);
            case "reversed", "restored" -> spent(figures, entry, postings, -1);
            case "clawed_back" -> {
                figures.put(Figure.REFUNDS, 1L);
                figures.put(Figure.CLAWED_BACK, amountOf(entry, "clawedBack"));
            }
            case "voided" -> {
                if (entry.has("clawedBack")) {
                    figures.put(Figure.PURCHASES, -1L);
                    figures.put(Figure.TOTAL, -amount(entry.optionalObject("total")));
                    figures.put(Figure.CLAWED_BACK, amountOf(entry, "clawedBack"));
                } else {
                    spent(figures, entry, postings, -1);
                }
            }
            case "activated", "held", "extended", "released", "expired", "adjusted", "forfeited" -> {
                // they move points, or nothing, and are no figures of a day
            }
            default -> throw new IllegalStateException("an entry of a kind that is not counted");
        }
        return figures;
    }

    /** Points spent, or spent no longer, by where they had been earned; those that became debt nobody had earned. */
    private static void spent(Map<Figure, Long> figures, Fields entry, Map<String, Long> postings, long sign) {
        Fields earnedIn = entry.optionalObject("earnedIn");
        if (earnedIn != null) {
            long online = amountOf(earnedIn, "online");
            long inStore = amountOf(earnedIn, "inStore");
            figures.put(Figure.REDEEMED, postings.getOrDefault("redeemed", 0L));
            figures.put(Figure.REDEEMED_EARNED_ONLINE, sign * online);
            figures.put(Figure.REDEEMED_EARNED_IN_STORE, sign * inStore);
            figures.put(Figure.VALUE, sign * amount(entry.optionalObject("value")));
        }
    }

    private static long amountOf(Fields object, String name) {
        return object.integer(name, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    private static long amount(@Nullable Fields money) {
        return money == null ? 0 : money.integer("amount", Long.MIN_VALUE, Long.MAX_VALUE);
    }
}
