package dev.tallystick.points;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rules by which points are earned and spent, in one version.
 *
 * @param version 1, 2, 3 …; entries name the version that they were decided by
 * @param currency ISO 4217, the only one the program knows
 * @param timeZone where a month begins and ends
 * @param tiers from the lowest threshold to the highest; the first begins at 0
 * @param bonuses in the order in which the breakdown lists them
 */
public record Program(
        int version,
        String name,
        String currency,
        ZoneId timeZone,
        Earn earn,
        Redeem redeem,
        Expiry expiry,
        Hold hold,
        List<Tier> tiers,
        List<Bonus> bonuses,
        Limits limits,
        Brand brand) {

    public Program {
        tiers = List.copyOf(tiers);
        bonuses = List.copyOf(bonuses);
    }

    /** {@code points} for every whole or part {@code perAmount}, except for what is excluded. */
    public record Earn(
            Points points,
            Money perAmount,
            Set<String> excludedCategories,
            Set<ChargeKind> excludedCharges,
            PendingDays pendingDays) {

        public Earn {
            excludedCategories = Set.copyOf(excludedCategories);
            excludedCharges = Set.copyOf(excludedCharges);
        }
    }

    /** On which day after the purchase its points become active, from its beginning; 0 for at once. */
    public record PendingDays(int online, int inStore) {

        public static final PendingDays NONE = new PendingDays(0, 0);

        int in(Channel channel) {
            return switch (channel) {
                case ONLINE -> online;
                case IN_STORE, OFFICE -> inStore;
            };
        }
    }

    /**
     * {@code points} are worth {@code amount}; at least {@code minimum} at a time, in multiples of {@code step}.
     *
     * @param offlineMaxPoints a redemption of no more, taken by a till that was offline, is booked even into debt and without
     *     a member code
     */
    public record Redeem(
            Points points, Money amount, Points minimum, Points step, Points offlineMaxPoints, CodeNeeded codeNeeded) {

        /** Where nothing is spent offline that is not there, and nowhere a member code is needed. */
        public Redeem(Points points, Money amount, Points minimum, Points step) {
            this(points, amount, minimum, step, Points.ZERO, CodeNeeded.NOWHERE);
        }

        /** Whether so many points, spent by a till that could not ask, are booked whatever there is. */
        boolean isTrustedOffline(Points spent) {
            return !spent.isMoreThan(offlineMaxPoints);
        }
    }

    /** Where points are spent only by who shows a member code; in the office never. */
    public record CodeNeeded(boolean online, boolean inStore) {

        public static final CodeNeeded NOWHERE = new CodeNeeded(false, false);

        boolean in(Channel channel) {
            return switch (channel) {
                case ONLINE -> online;
                case IN_STORE -> inStore;
                case OFFICE -> false;
            };
        }
    }

    /** Points end with the month, {@code months} after they became active. */
    public record Expiry(int months, int graceDays) {}

    /** How long a hold lasts where nobody says, and at most. */
    public record Hold(Duration usual, Duration longest) {}

    /**
     * What one member can have; no limit where it is absent.
     *
     * @param pointsPerMemberAndDay earned, by business day
     * @param redemptionsPerMemberAndHour by clock hour
     */
    public record Limits(
            @Nullable Points pointsPerMemberAndDay,
            @Nullable Integer redemptionsPerMemberAndHour) {

        public static final Limits NONE = new Limits(null, null);
    }

    /** Members with {@code threshold} points or more in twelve months earn {@code earnPercent} of the base. */
    public record Tier(String id, String name, Points threshold, int earnPercent) {}

    /**
     * How the program looks to customers.
     *
     * @param color as {@code #rrggbb}
     * @param logo address of a picture
     */
    public record Brand(String name, String color, @Nullable String logo) {}

    /** This program as another version. */
    public Program inVersion(int newVersion) {
        return new Program(
                newVersion, name, currency, timeZone, earn, redeem, expiry, hold, tiers, bonuses, limits, brand);
    }

    /** What customers know a tier's or a bonus's rule by; the base has no name. */
    public Optional<String> nameOf(String rule) {
        return Stream.concat(
                        tiers.stream().map(tier -> Map.entry("tier:" + tier.id, tier.name)),
                        bonuses.stream().map(bonus -> Map.entry("bonus:" + bonus.id(), bonus.name())))
                .filter(named -> named.getKey().equals(rule))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** Value of points, floor(p × amount / points), or as much as can be told. */
    public Money valueOf(Points points) {
        return new Money(BigInteger.valueOf(points.value())
                .multiply(BigInteger.valueOf(redeem.amount.minorUnits()))
                .divide(BigInteger.valueOf(redeem.points.value()))
                .min(BigInteger.valueOf(Long.MAX_VALUE))
                .longValueExact());
    }

    /** The highest tier whose threshold the tier points reach. */
    public Tier tierFor(Points tierPoints) {
        return tiers.reversed().stream()
                .filter(tier -> !tier.threshold.isMoreThan(tierPoints))
                .findFirst()
                .orElseThrow();
    }

    /** The calendar month of an instant in the program's zone. */
    public YearMonth monthOf(Instant at) {
        return YearMonth.from(at.atZone(timeZone));
    }

    /** When the lot of points that become active at this instant is over: its first instant that is too late. */
    public Instant lotEnd(Instant activeAt) {
        return beginningOf(monthOf(activeAt).plusMonths(expiry.months + 1L));
    }

    /** When the lot is over in which points lie that are given back at this instant after their own has ended. */
    public Instant graceEnd(Instant givenBackAt) {
        LocalDate lastDay = dayOf(givenBackAt).plusDays(expiry.graceDays);
        return beginningOf(YearMonth.from(lastDay).plusMonths(1));
    }

    /** When what is earned in this channel becomes active, and where it then lies. */
    Activation activation(Instant at, Channel channel) {
        int days = earn.pendingDays.in(channel);
        if (days == 0) {
            return new Activation.AtOnce(lotEnd(at));
        }
        Instant activatesAt = dayOf(at).plusDays(days).atStartOfDay(timeZone).toInstant();
        return new Activation.OnDay(activatesAt, lotEnd(activatesAt));
    }

    /** The calendar day of an instant in the program's zone. */
    LocalDate dayOf(Instant at) {
        return LocalDate.ofInstant(at, timeZone);
    }

    private Instant beginningOf(YearMonth month) {
        return month.atDay(1).atStartOfDay(timeZone).toInstant();
    }

    /** The program that ships: one point for each euro, a hundred worth one, three tiers. */
    public static Program shipped() {
        return new Program(
                1,
                "Tallystick",
                "EUR",
                ZoneId.of("UTC"),
                new Earn(Points.of(1), new Money(100), Set.of(), Set.of(), PendingDays.NONE),
                new Redeem(Points.of(100), new Money(100), Points.of(100), Points.of(1)),
                new Expiry(24, 30),
                new Hold(Duration.ofMinutes(15), Duration.ofDays(7)),
                List.of(
                        new Tier("bronze", "Bronze", Points.ZERO, 100),
                        new Tier("silver", "Silver", Points.of(1_000), 125),
                        new Tier("gold", "Gold", Points.of(5_000), 150)),
                List.of(),
                Limits.NONE,
                new Brand("Tallystick", "#2f6f4f", null));
    }
}
