package dev.tallystick.insight;

import dev.tallystick.json.Fields;
import dev.tallystick.json.JsonObject;
import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How members find from one channel to the other, and where points go. A day has a row for each direction, with the number of
 * members by how many days they took, and a row with the points spent by where they were earned and spent.
 */
final class Journeys {

    static final String ONLINE_TO_STORE = "onlineToStore";
    static final String STORE_TO_ONLINE = "storeToOnline";
    static final String EARNED_SPENT = "earnedSpent";

    /** Who took longer is counted with those who took as long. */
    static final long MOST_DAYS = 1_000;

    /** What rows of an older generation have: a call that read where the figures were may still read them. */
    private static final String EXPIRES_AT = "expiresAt";

    private static final String DAYS = "d";
    private static final List<String> CHANNELS = List.of("online", "inStore");
    private static final int LONGEST_NAME = 64;

    private final Map<String, NavigableMap<String, Long>> rows = new HashMap<>();

    /** All that some items have. */
    static Journeys of(Stream<Item> items) {
        Journeys journeys = new Journeys();
        items.forEach(item -> {
            String name = item.sk().substring(item.sk().indexOf('#') + 1);
            Map<String, Long> row = journeys.rows.computeIfAbsent(name, any -> new TreeMap<>());
            item.attributes().forEach((attribute, value) -> {
                if (value.n() != null && !attribute.equals(EXPIRES_AT)) {
                    row.merge(attribute, Long.parseLong(value.n()), Math::addExact);
                }
            });
        });
        return journeys;
    }

    Map<String, Object> shown() {
        return new JsonObject()
                .with(ONLINE_TO_STORE, direction(row(ONLINE_TO_STORE)))
                .with(STORE_TO_ONLINE, direction(row(STORE_TO_ONLINE)))
                .with(EARNED_SPENT, cells())
                .build();
    }

    /** What an entry adds. */
    static Map<Row, Map<String, Long>> rows(Fields entry, LocalDate businessDate) {
        Map<Row, Map<String, Long>> rows = new LinkedHashMap<>();
        boolean gives = switch (entry.text("kind", LONGEST_NAME)) {
            case "reversed", "restored", "voided" -> true;
            default -> false;
        };
        Fields journey = entry.optionalObject("journey");
        if (journey != null) {
            LocalDate on = journey.optionalDate("on");
            long days = Math.min(MOST_DAYS, journey.integer("days", 0, Long.MAX_VALUE));
            String name = journey.text("to", LONGEST_NAME).equals("online") ? STORE_TO_ONLINE : ONLINE_TO_STORE;
            if (on != null) {
                rows.put(new Row(Keys.JOURNEYS, on, name), Map.of(DAYS + days, gives ? -1L : 1L));
            }
        }
        Fields earnedIn = entry.optionalObject("earnedIn");
        if (earnedIn != null) {
            String spentIn = channel(entry.text(entry.has("spentIn") ? "spentIn" : "channel", LONGEST_NAME));
            Map<String, Long> cells = new LinkedHashMap<>();
            for (String channel : CHANNELS) {
                long points = earnedIn.integer(channel, 0, Long.MAX_VALUE);
                if (points != 0) {
                    cells.put(cell(channel, spentIn), gives ? -points : points);
                }
            }
            if (!cells.isEmpty()) {
                rows.put(new Row(Keys.JOURNEYS, businessDate, EARNED_SPENT), cells);
            }
        }
        return rows;
    }

    /** As points are told apart: what did not happen online happened in store, in the office's name too. */
    private static String channel(String channel) {
        return channel.equals("online") ? "online" : "inStore";
    }

    private static String cell(String earned, String spent) {
        return earned + "_" + spent;
    }

    private NavigableMap<String, Long> row(String name) {
        return rows.getOrDefault(name, new TreeMap<>());
    }

    private Map<String, Object> cells() {
        JsonObject earnedIn = new JsonObject();
        for (String earned : CHANNELS) {
            JsonObject spentIn = new JsonObject();
            for (String spent : CHANNELS) {
                spentIn.with(spent, row(EARNED_SPENT).getOrDefault(cell(earned, spent), 0L));
            }
            earnedIn.with(earned, spentIn.build());
        }
        return earnedIn.build();
    }

    private static Map<String, Object> direction(Map<String, Long> counts) {
        NavigableMap<Long, Long> byDays = new TreeMap<>();
        counts.forEach((attribute, members) -> byDays.put(Long.parseLong(attribute.substring(DAYS.length())), members));
        long members = byDays.values().stream().mapToLong(Long::longValue).sum();
        return new JsonObject()
                .with("members", members)
                .with("medianDays", members > 0 ? median(byDays, members) : null)
                .build();
    }

    /** The middle one's days, or half of what the two in the middle took together. */
    private static @Nullable Object median(NavigableMap<Long, Long> byDays, long members) {
        long both = days(byDays, (members - 1) / 2) + days(byDays, members / 2);
        return both % 2 == 0 ? (Object) (both / 2) : BigDecimal.valueOf(both * 5, 1);
    }

    /** Of the member at this place, the quickest first. */
    private static long days(NavigableMap<Long, Long> byDays, long place) {
        long before = 0;
        for (Map.Entry<Long, Long> some : byDays.entrySet()) {
            before += some.getValue();
            if (before > place) {
                return some.getKey();
            }
        }
        return byDays.lastKey();
    }
}
