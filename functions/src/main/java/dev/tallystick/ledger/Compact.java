package dev.tallystick.ledger;

import dev.tallystick.points.Activation;
import dev.tallystick.points.ByChannel;
import dev.tallystick.points.EarnedDays;
import dev.tallystick.points.FirstPurchases;
import dev.tallystick.points.Lot;
import dev.tallystick.points.Lots;
import dev.tallystick.points.OpenHold;
import dev.tallystick.points.OperationKind;
import dev.tallystick.points.PendingPoints;
import dev.tallystick.points.Points;
import dev.tallystick.points.RedeemedHour;
import dev.tallystick.points.UsedSteps;
import dev.tallystick.points.WaitsFor;
import dev.tallystick.store.Names;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An account's lists as short texts, since it is read at every purchase: elements apart by blanks, numbers in base 36, an
 * instant as the minutes since the one before it in the list. Entries, which people read, use {@link Packed}.
 */
final class Compact {

    private static final int RADIX = 36;

    private Compact() {}

    /** {@code end=online/inStore}. */
    static String lots(Lots lots) {
        List<String> parts = new ArrayList<>();
        long before = 0;
        for (Lot lot : lots.lots()) {
            parts.add(text(minutes(lot.endsAt()) - before) + "=" + points(lot.points()));
            before = minutes(lot.endsAt());
        }
        return String.join(" ", parts);
    }

    static Lots lots(String packed) {
        List<Lot> lots = new ArrayList<>();
        long end = 0;
        for (String part : split(packed, " ")) {
            String[] endAndPoints = split(part, "=");
            end += number(endAndPoints[0]);
            lots.add(new Lot(instant(end), points(endAndPoints[1])));
        }
        return new Lots(lots);
    }

    /** {@code activatesAt,lotEnd=online/inStore}, both instants as differences; {@code pickup=online/inStore}. */
    static String pending(PendingPoints pending) {
        List<String> parts = new ArrayList<>();
        Map<WaitsFor, ByChannel> events = new TreeMap<>();
        Map<Activation.OnDay, ByChannel> days = new TreeMap<>(
                Comparator.comparing(Activation.OnDay::activatesAt).thenComparing(Activation.OnDay::lotEnd));
        pending.sums().forEach((activation, points) -> {
            switch (activation) {
                case Activation.OnDay day -> days.put(day, points);
                case Activation.OnEvent(WaitsFor waitsFor) -> events.put(waitsFor, points);
                case Activation.AtOnce _ -> throw new IllegalStateException("not pending");
            }
        });
        long day = 0;
        long lot = 0;
        for (Map.Entry<Activation.OnDay, ByChannel> one : days.entrySet()) {
            long nextDay = minutes(one.getKey().activatesAt());
            long nextLot = minutes(one.getKey().lotEnd());
            parts.add(text(nextDay - day) + "," + text(nextLot - lot) + "=" + points(one.getValue()));
            day = nextDay;
            lot = nextLot;
        }
        events.forEach((waitsFor, points) -> parts.add(Names.of(waitsFor) + "=" + points(points)));
        return String.join(" ", parts);
    }

    static PendingPoints pending(String packed) {
        Map<Activation, ByChannel> sums = new LinkedHashMap<>();
        long day = 0;
        long lot = 0;
        for (String part : split(packed, " ")) {
            String[] keyAndPoints = split(part, "=");
            String[] dayAndLot = split(keyAndPoints[0], ",");
            if (dayAndLot.length == 2) {
                day += number(dayAndLot[0]);
                lot += number(dayAndLot[1]);
                sums.put(new Activation.OnDay(instant(day), instant(lot)), points(keyAndPoints[1]));
            } else {
                sums.put(new Activation.OnEvent(Names.parse(WaitsFor.class, keyAndPoints[0])), points(keyAndPoints[1]));
            }
        }
        return new PendingPoints(sums);
    }

    /** {@code source#clientId nextStep expiresAt graceEnd lots} for each, apart by |; the expiry in milliseconds. */
    static String holds(List<OpenHold> holds) {
        return String.join(
                "|",
                holds.stream()
                        .map(hold -> EntryKeys.reference(hold.redemption())
                                + " "
                                + text(hold.nextStep())
                                + " "
                                + text(hold.expiresAt().toEpochMilli())
                                + " "
                                + text(minutes(hold.graceEnd()))
                                + " "
                                + lots(hold.taken()))
                        .toList());
    }

    static List<OpenHold> holds(String packed) {
        List<OpenHold> holds = new ArrayList<>();
        for (String part : split(packed, "\\|")) {
            String[] fields = part.split(" ", 5);
            holds.add(new OpenHold(
                    EntryKeys.operation(OperationKind.REDEMPTION, fields[0]),
                    Math.toIntExact(number(fields[1])),
                    Instant.ofEpochMilli(number(fields[2])),
                    instant(number(fields[3])),
                    lots(fields[4])));
        }
        return holds;
    }

    /** {@code instant/purchases}. */
    static @Nullable String first(FirstPurchases.First first) {
        return first.at() == null ? null : first.at() + "/" + text(first.purchases());
    }

    static FirstPurchases.First first(@Nullable String packed) {
        if (packed == null) {
            return FirstPurchases.First.NONE;
        }
        String[] parts = split(packed, "/");
        return new FirstPurchases.First(Instant.parse(parts[0]), number(parts[1]));
    }

    /** {@code day=points}, days since 1970. */
    static @Nullable String days(EarnedDays days) {
        List<String> parts = new ArrayList<>();
        new TreeMap<>(days.days())
                .forEach((day, points) -> parts.add(text(day.toEpochDay()) + "=" + text(points.value())));
        return parts.isEmpty() ? null : String.join(" ", parts);
    }

    static EarnedDays days(@Nullable String packed) {
        Map<LocalDate, Points> days = new LinkedHashMap<>();
        for (String part : split(packed == null ? "" : packed, " ")) {
            String[] dayAndPoints = split(part, "=");
            days.put(LocalDate.ofEpochDay(number(dayAndPoints[0])), Points.of(number(dayAndPoints[1])));
        }
        return new EarnedDays(days);
    }

    /** {@code hour=redemptions}, hours since 1970. */
    static @Nullable String hour(RedeemedHour hour) {
        return hour.count() == 0
                ? null
                : text(ChronoUnit.HOURS.between(Instant.EPOCH, hour.hour())) + "=" + text(hour.count());
    }

    static RedeemedHour hour(@Nullable String packed) {
        if (packed == null) {
            return RedeemedHour.NONE;
        }
        String[] hourAndCount = split(packed, "=");
        return new RedeemedHour(
                Instant.EPOCH.plus(number(hourAndCount[0]), ChronoUnit.HOURS),
                Math.toIntExact(number(hourAndCount[1])));
    }

    /** {@code last}, or {@code last/earlier} with the latter as an unsigned number. */
    static @Nullable String steps(UsedSteps steps) {
        if (steps.last() == 0) {
            return null;
        }
        String last = text(steps.last());
        return steps.earlier() == 0 ? last : last + "/" + Long.toUnsignedString(steps.earlier(), RADIX);
    }

    static UsedSteps steps(@Nullable String packed) {
        if (packed == null) {
            return UsedSteps.NONE;
        }
        String[] lastAndEarlier = split(packed, "/");
        return new UsedSteps(
                number(lastAndEarlier[0]),
                lastAndEarlier.length == 1 ? 0 : Long.parseUnsignedLong(lastAndEarlier[1], RADIX));
    }

    private static String points(ByChannel points) {
        return text(points.online()) + "/" + text(points.inStore());
    }

    private static ByChannel points(String packed) {
        String[] parts = split(packed, "/");
        return new ByChannel(number(parts[0]), number(parts[1]));
    }

    private static long minutes(Instant instant) {
        return ChronoUnit.MINUTES.between(Instant.EPOCH, instant);
    }

    private static Instant instant(long minutes) {
        return Instant.EPOCH.plus(minutes, ChronoUnit.MINUTES);
    }

    private static String text(long number) {
        return Long.toString(number, RADIX);
    }

    private static long number(String text) {
        return Long.parseLong(text, RADIX);
    }

    private static String[] split(String packed, String separator) {
        return packed.isEmpty() ? new String[0] : packed.split(separator, -1);
    }
}
