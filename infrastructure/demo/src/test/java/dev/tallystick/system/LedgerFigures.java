package dev.tallystick.system;

import dev.tallystick.demo.Figures;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Figures made straight from entries, one after the other: what the projection must come to. */
final class LedgerFigures {

    private static final List<String> ACCOUNTS =
            List.of("available", "held", "pending", "debt", "issued", "redeemed", "expired", "adjusted", "forfeited");

    private LedgerFigures() {}

    /** The sum of all postings, by account; those that are zero included. */
    static Map<String, Long> postings(Collection<Map<String, Object>> entries) {
        Map<String, Long> sums = new TreeMap<>();
        ACCOUNTS.forEach(account -> sums.put(account, 0L));
        for (Map<String, Object> entry : entries) {
            ((Map<?, ?>) entry.get("postings"))
                    .forEach((account, points) ->
                            sums.merge(String.valueOf(account), ((Number) points).longValue(), Long::sum));
        }
        return sums;
    }

    /** By source, over all days. */
    static Map<String, Figures> bySource(Collection<Map<String, Object>> entries) {
        Map<String, Figures> figures = new TreeMap<>();
        for (Map<String, Object> entry : entries) {
            figures.merge(String.valueOf(entry.get("source")), of(entry), Figures::plus);
        }
        return figures;
    }

    private static Figures of(Map<String, Object> entry) {
        return switch (String.valueOf(entry.get("kind"))) {
            case "enrolled" -> new Figures(0, 0, 0, 0, 0, 0, 0, 1, 0);
            case "earned" -> {
                boolean crossed = entry.containsKey("firstInChannel") && entry.containsKey("otherChannelAt");
                yield new Figures(1, amount(entry, "total"), number(entry, "points"), 0, 0, 0, 0, 0, crossed ? 1 : 0);
            }
            case "redeemed", "captured" -> spent(entry, 1);
            case "reversed", "restored" -> spent(entry, -1);
            case "voided" ->
                entry.containsKey("clawedBack")
                        ? new Figures(-1, -amount(entry, "total"), 0, 0, 0, 0, 0, 0, 0)
                        : spent(entry, -1);
            default -> new Figures(0, 0, 0, 0, 0, 0, 0, 0, 0);
        };
    }

    private static Figures spent(Map<String, Object> entry, int sign) {
        if (!(entry.get("earnedIn") instanceof Map<?, ?> earnedIn)) {
            return new Figures(0, 0, 0, 0, 0, 0, 0, 0, 0);
        }
        return new Figures(
                0,
                0,
                0,
                number((Map<?, ?>) entry.get("postings"), "redeemed"),
                sign * number(earnedIn, "online"),
                sign * number(earnedIn, "inStore"),
                sign * amount(entry, "value"),
                0,
                0);
    }

    private static long amount(Map<String, Object> entry, String field) {
        return entry.get(field) instanceof Map<?, ?> money ? number(money, "amount") : 0;
    }

    private static long number(Map<?, ?> object, String field) {
        return object.get(field) instanceof Number number ? number.longValue() : 0;
    }

    /** What events show of entries. */
    static List<Map<String, Object>> entries(List<Map<String, Object>> events) {
        return events.stream()
                .map(event -> {
                    Map<String, Object> data = new TreeMap<>();
                    ((Map<?, ?>) event.get("data")).forEach((name, value) -> data.put(String.valueOf(name), value));
                    return data;
                })
                .toList();
    }
}
