package dev.tallystick.ledger;

import dev.tallystick.points.Activation;
import dev.tallystick.points.ByChannel;
import dev.tallystick.points.Fact;
import dev.tallystick.points.Lot;
import dev.tallystick.points.Money;
import dev.tallystick.points.OperationKind;
import dev.tallystick.points.Pending;
import dev.tallystick.points.Points;
import dev.tallystick.points.Pool;
import dev.tallystick.points.TierMonths;
import dev.tallystick.points.WaitsFor;
import dev.tallystick.store.Names;
import java.time.Instant;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Short lists as one attribute of text, {@code key=value key=value}, or an item would be mostly attribute names. Lots are
 * {@code end=online/inStore}, pools {@code rules=total/points}.
 */
final class Packed {

    private static final DateTimeFormatter SHORT_MONTH = DateTimeFormatter.ofPattern("uuMM");
    private static final int RADIX = 36;
    private static final int SECONDS_PER_MINUTE = 60;

    private Packed() {}

    static String lots(List<Lot> lots) {
        return join(lots.stream().map(lot -> minutes(lot.endsAt()) + "=" + lot.online() + "/" + lot.inStore()));
    }

    static List<Lot> lots(String packed) {
        return split(packed, (end, amounts) -> {
            long[] pair = pair(amounts);
            return new Lot(instant(end), pair[0], pair[1]);
        });
    }

    static String byChannel(ByChannel points) {
        return points.online() + "/" + points.inStore();
    }

    static ByChannel byChannel(String packed) {
        long[] pair = pair(packed);
        return new ByChannel(pair[0], pair[1]);
    }

    /** {@code activatesAt,lotEnd=online/inStore} or {@code pickup=online/inStore}. */
    static String pending(List<Pending> pending) {
        return join(pending.stream().map(change -> key(change.activation()) + "=" + byChannel(change.points())));
    }

    static List<Pending> pending(String packed) {
        return split(packed, (key, points) -> new Pending(activation(key), byChannel(points)));
    }

    private static String key(Activation activation) {
        return switch (activation) {
            case Activation.OnDay(Instant activatesAt, Instant lotEnd) -> minutes(activatesAt) + "," + minutes(lotEnd);
            case Activation.OnEvent(WaitsFor waitsFor) -> Names.of(waitsFor);
            case Activation.AtOnce _ -> throw new IllegalStateException("not pending");
        };
    }

    private static Activation activation(String key) {
        int comma = key.indexOf(',');
        return comma < 0
                ? new Activation.OnEvent(Names.parse(WaitsFor.class, key))
                : new Activation.OnDay(instant(key.substring(0, comma)), instant(key.substring(comma + 1)));
    }

    /** {@code source[.terminal]#clientId=points}. */
    static String paidWith(List<Fact.Paid> paid) {
        return join(paid.stream()
                .map(one -> EntryKeys.reference(one.redemption())
                        + "="
                        + one.points().value()));
    }

    static List<Fact.Paid> paidWith(String packed) {
        return split(
                packed,
                (redemption, points) -> new Fact.Paid(
                        EntryKeys.operation(OperationKind.REDEMPTION, redemption), Points.of(Long.parseLong(points))));
    }

    static String minutes(Instant instant) {
        return Long.toString(instant.getEpochSecond() / SECONDS_PER_MINUTE, RADIX);
    }

    static Instant instant(String minutes) {
        return Instant.ofEpochSecond(Long.parseLong(minutes, RADIX) * SECONDS_PER_MINUTE);
    }

    static String months(TierMonths months) {
        return join(new TreeMap<>(months.months())
                .entrySet().stream()
                        .map(month -> SHORT_MONTH.format(month.getKey())
                                + "="
                                + month.getValue().value()));
    }

    static TierMonths months(String packed) {
        Map<YearMonth, Points> months = new HashMap<>();
        split(
                        packed,
                        (month, points) ->
                                Map.entry(YearMonth.parse(month, SHORT_MONTH), Points.of(Long.parseLong(points))))
                .forEach(month -> months.put(month.getKey(), month.getValue()));
        return new TierMonths(months);
    }

    static String breakdown(List<Fact.RuleShare> shares) {
        return join(shares.stream()
                .map(share -> share.rule()
                        + "="
                        + share.points()
                        + (share.cappedFrom() == null ? "" : "/" + share.cappedFrom())));
    }

    static List<Fact.RuleShare> breakdown(String packed) {
        return split(packed, (rule, points) -> {
            if (points.contains("/")) {
                long[] pair = pair(points);
                return new Fact.RuleShare(rule, pair[0], pair[1]);
            }
            return new Fact.RuleShare(rule, Long.parseLong(points), null);
        });
    }

    static String pools(List<Pool> pools) {
        return join(pools.stream()
                .map(pool -> pool.rules()
                        + "="
                        + pool.total().minorUnits()
                        + "/"
                        + pool.points().value()));
    }

    static List<Pool> pools(String packed) {
        return split(packed, (rules, amounts) -> {
            long[] pair = pair(amounts);
            return new Pool(rules, new Money(pair[0]), Points.of(pair[1]));
        });
    }

    static String standing(Fact.Standing standing) {
        return standing.tier() + "=" + standing.points().value();
    }

    static Fact.Standing standing(String packed) {
        return split(packed, (tier, points) -> new Fact.Standing(tier, Points.of(Long.parseLong(points))))
                .getFirst();
    }

    private static String join(Stream<String> parts) {
        return parts.collect(Collectors.joining(" "));
    }

    private static <T> List<T> split(String packed, BiFunction<String, String, T> part) {
        if (packed.isEmpty()) {
            return List.of();
        }
        return Stream.of(packed.split(" ", -1))
                .map(text -> {
                    int equals = text.lastIndexOf('=');
                    return part.apply(text.substring(0, equals), text.substring(equals + 1));
                })
                .toList();
    }

    private static long[] pair(String amounts) {
        int slash = amounts.indexOf('/');
        return new long[] {Long.parseLong(amounts.substring(0, slash)), Long.parseLong(amounts.substring(slash + 1))};
    }
}
