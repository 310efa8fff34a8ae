package dev.tallystick.local.plan;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A schedule by the calendar, as {@code cron(0 3 ? * MON-FRI *)} says: minutes, hours, day of month, month, day of week and
 * year. A time that a zone's clocks skip is left out, and one that they show twice counts once.
 */
public record Cron(
        NavigableSet<Integer> minutes,
        NavigableSet<Integer> hours,
        CronDays days,
        NavigableSet<Integer> months,
        NavigableSet<Integer> years,
        ZoneId zone)
        implements Timing {

    private static final Pattern FORM = Pattern.compile("cron\\((\\S+) (\\S+) (\\S+) (\\S+) (\\S+) (\\S+)\\)");
    private static final String ANY = "?";

    static Cron parse(String expression, ZoneId zone) {
        Matcher form = FORM.matcher(
                expression.replaceAll("\\s+", " ").replace("( ", "(").replace(" )", ")"));
        if (!form.matches()) {
            throw new IllegalArgumentException("must be cron(...) with six fields:"
                    + " minutes, hours, day of month, month, day of week and year");
        }
        Cron cron = new Cron(
                CronField.MINUTES.values(form.group(1)),
                CronField.HOURS.values(form.group(2)),
                days(form.group(3), form.group(5)),
                CronField.MONTH.values(form.group(4)),
                CronField.YEAR.values(form.group(6)),
                zone);
        if (cron.next(Instant.EPOCH.minusSeconds(1), Instant.EPOCH).isEmpty()) {
            throw new IllegalArgumentException("cron: there is no such day");
        }
        return cron;
    }

    private static CronDays days(String ofMonth, String ofWeek) {
        if (ofMonth.equals(ANY) == ofWeek.equals(ANY)) {
            throw new IllegalArgumentException("cron: one of day of month and day of week must be ?, and only one");
        }
        return ofWeek.equals(ANY) ? CronDays.ofMonth(ofMonth) : CronDays.ofWeek(ofWeek);
    }

    @Override
    public Optional<Instant> next(Instant after, Instant start) {
        LocalDate date = LocalDate.ofInstant(after, zone);
        while (date.getYear() <= years.last()) {
            if (!years.contains(date.getYear())) {
                date = date.withDayOfYear(1).plusYears(1);
            } else if (!months.contains(date.getMonthValue())) {
                date = date.withDayOfMonth(1).plusMonths(1);
            } else {
                Optional<Instant> time = days.include(date) ? firstOn(date, after) : Optional.empty();
                if (time.isPresent()) {
                    return time;
                }
                date = date.plusDays(1);
            }
        }
        return Optional.empty();
    }

    private Optional<Instant> firstOn(LocalDate date, Instant after) {
        return hours.stream()
                .flatMap(hour -> minutes.stream().map(minute -> date.atTime(hour, minute)))
                .flatMap(time -> instant(time).stream())
                .filter(time -> time.isAfter(after))
                .findFirst();
    }

    private Optional<Instant> instant(LocalDateTime time) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(time);
        return offsets.stream().findFirst().map(time::toInstant);
    }
}
