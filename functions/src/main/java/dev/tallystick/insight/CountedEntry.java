package dev.tallystick.insight;

import dev.tallystick.json.Fields;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the figures need of an entry.
 *
 * @param postings by account's name
 * @param figures what it adds to its day, by figure
 */
record CountedEntry(
        Instant at, LocalDate businessDate, String source, Map<String, Long> postings, Map<Figure, Long> figures) {

    private static final int LONGEST_NAME = 64;

    /** @throws Fields.Invalid when it is not an entry as events show it */
    static CountedEntry read(Fields entry) {
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
        Map<Figure, Long> figures = figures(entry);
        if (!entry.sound() || businessDate == null) {
            throw new IllegalStateException("not an entry as events show it");
        }
        return new CountedEntry(at, businessDate, source, postings, figures);
    }

    private static Map<Figure, Long> figures(Fields entry) {
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
                figures.put(Figure.REDEEMED, -points);
                figures.put(Figure.VALUE, amount(entry.optionalObject("value")));
                entry.objects("lots", Integer.MAX_VALUE, lot -> {
                    lot.instant("endsAt");
                    figures.merge(Figure.REDEEMED_EARNED_ONLINE, -taken(lot, "online"), Long::sum);
                    return figures.merge(Figure.REDEEMED_EARNED_IN_STORE, -taken(lot, "inStore"), Long::sum);
                });
            }
            case "expired", "adjusted" -> {
                // they move points and are no figures of a day
            }
            default -> throw new IllegalStateException("an entry of a kind that is not counted");
        }
        return figures;
    }

    private static long taken(Fields lot, String name) {
        return lot.integer(name, Long.MIN_VALUE, 0);
    }

    private static long amount(@Nullable Fields money) {
        return money == null ? 0 : money.integer("amount", Long.MIN_VALUE, Long.MAX_VALUE);
    }
}
