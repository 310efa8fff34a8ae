package dev.tallystick.local.plan;

import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.TreeSet;

/** A field of a cron expression: its name, the least and the most that it can have, and the names of its values. */
record CronField(String name, int least, int most, List<String> names) {

    static final CronField MINUTES = new CronField("minutes", 0, 59, List.of());
    static final CronField HOURS = new CronField("hours", 0, 23, List.of());
    static final CronField DAY_OF_MONTH = new CronField("day of month", 1, 31, List.of());
    static final CronField MONTH = new CronField(
            "month",
            1,
            12,
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"));
    static final CronField DAY_OF_WEEK =
            new CronField("day of week", 1, 7, List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"));
    static final CronField YEAR = new CronField("year", 1970, 2199, List.of());

    /** The values that a list of numbers, ranges and steps stands for. */
    NavigableSet<Integer> values(String text) {
        NavigableSet<Integer> values = new TreeSet<>();
        for (String item : text.split(",", -1)) {
            String[] parts = item.split("/", -1);
            if (parts.length > 2) {
                throw wrong(text);
            }
            boolean steps = parts.length == 2;
            int step = steps ? number(parts[1], text) : 1;
            String[] range = parts[0].equals("*")
                    ? new String[] {Integer.toString(least), Integer.toString(most)}
                    : parts[0].split("-", -1);
            int first = value(range[0], text);
            int last = range.length == 2 ? value(range[1], text) : steps ? most : first;
            if (range.length > 2 || first > last || step < 1) {
                throw wrong(text);
            }
            for (int value = first; value <= last; value += step) {
                values.add(value);
            }
        }
        return values;
    }

    /** One value, as a number or a name. */
    int value(String item, String text) {
        int named = names.indexOf(item.toUpperCase(Locale.ROOT));
        int value = named >= 0 ? named + least : number(item, text);
        if (value < least || value > most) {
            throw wrong(text);
        }
        return value;
    }

    private int number(String item, String text) {
        if (!item.matches("\\d{1,4}")) {
            throw wrong(text);
        }
        return Integer.parseInt(item);
    }

    IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException("cron: the " + name + " cannot be " + text + "; the values are " + least
                + "-" + most + (names.isEmpty() ? "" : " or " + names.getFirst() + "-" + names.getLast()));
    }
}
