package dev.tallystick.local.plan;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The days that a cron expression means by one of its two fields for days. */
sealed interface CronDays {

    /** Days of the month, by number. */
    record OfMonth(Set<Integer> days) implements CronDays {}

    /** The last day of the month. */
    record LastOfMonth() implements CronDays {}

    /** The last day of the month that is neither Saturday nor Sunday. */
    record LastWeekday() implements CronDays {}

    /** The day from Monday to Friday that is nearest to a day of the month and in that month. */
    record NearestWeekday(int day) implements CronDays {}

    /** Days of the week, by AWS's number: Sunday is 1. */
    record OfWeek(Set<Integer> days) implements CronDays {}

    /** The last such day of the week in the month. */
    record LastOfWeek(DayOfWeek day) implements CronDays {}

    /** The first to fifth such day of the week in the month. */
    record NthOfWeek(DayOfWeek day, int which) implements CronDays {}

    Pattern NEAREST = Pattern.compile("(\\d{1,2})W", Pattern.CASE_INSENSITIVE);
    Pattern LAST = Pattern.compile("(\\w+)L", Pattern.CASE_INSENSITIVE);
    Pattern NTH = Pattern.compile("(\\w+)#([1-5])");

    static CronDays ofMonth(String text) {
        CronField field = CronField.DAY_OF_MONTH;
        Matcher nearest = NEAREST.matcher(text);
        if (nearest.matches()) {
            return new NearestWeekday(field.value(nearest.group(1), text));
        }
        if (text.equalsIgnoreCase("L")) {
            return new LastOfMonth();
        }
        return text.equalsIgnoreCase("LW") ? new LastWeekday() : new OfMonth(field.values(text));
    }

    static CronDays ofWeek(String text) {
        CronField field = CronField.DAY_OF_WEEK;
        Matcher last = LAST.matcher(text);
        Matcher nth = NTH.matcher(text);
        if (text.equalsIgnoreCase("L")) {
            return new OfWeek(Set.of(field.most()));
        }
        if (last.matches()) {
            return new LastOfWeek(day(field.value(last.group(1), text)));
        }
        return nth.matches()
                ? new NthOfWeek(day(field.value(nth.group(1), text)), Integer.parseInt(nth.group(2)))
                : new OfWeek(field.values(text));
    }

    private static DayOfWeek day(int number) {
        return DayOfWeek.SUNDAY.plus(number - 1L);
    }

    /** Whether it is one of them. */
    default boolean include(LocalDate date) {
        return switch (this) {
            case OfMonth(var days) -> days.contains(date.getDayOfMonth());
            case LastOfMonth() -> date.getDayOfMonth() == date.lengthOfMonth();
            case LastWeekday() -> date.equals(nearestWeekday(date.withDayOfMonth(date.lengthOfMonth())));
            case NearestWeekday(int day) ->
                day <= date.lengthOfMonth() && date.equals(nearestWeekday(date.withDayOfMonth(day)));
            case OfWeek(var days) -> days.contains(date.getDayOfWeek().getValue() % 7 + 1);
            case LastOfWeek(var day) -> date.equals(date.with(TemporalAdjusters.lastInMonth(day)));
            case NthOfWeek(var day, int which) ->
                date.getDayOfWeek() == day && (date.getDayOfMonth() - 1) / 7 + 1 == which;
        };
    }

    private static LocalDate nearestWeekday(LocalDate date) {
        return switch (date.getDayOfWeek()) {
            case SATURDAY -> date.getDayOfMonth() == 1 ? date.plusDays(2) : date.minusDays(1);
            case SUNDAY -> date.getDayOfMonth() == date.lengthOfMonth() ? date.minusDays(2) : date.plusDays(1);
            case MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY -> date;
        };
    }
}
