package dev.tallystick.ledger;

import dev.tallystick.json.Fields;
import dev.tallystick.points.Bonus;
import dev.tallystick.points.Channel;
import dev.tallystick.points.ChargeKind;
import dev.tallystick.points.Money;
import dev.tallystick.points.Points;
import dev.tallystick.points.Program;
import dev.tallystick.store.Names;
import java.time.Duration;
import java.time.ZoneId;
import java.time.zone.ZoneRulesException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a program from JSON and names every fault. What is not there yet may be given with its default only. */
public final class ProgramReader {

    private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,32}");
    private static final Pattern CONSTANT = Pattern.compile("[a-z_]{1,32}");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final Pattern CATEGORY = Pattern.compile(".{1,64}");
    private static final Pattern COLOR = Pattern.compile("#[0-9a-fA-F]{6}");
    private static final Pattern LOGO = Pattern.compile("https://[!-~]{1,200}");
    private static final int MOST_IN_A_LIST = 200;
    private static final int MOST_TIERS = 10;
    private static final int MOST_BONUSES = 20;
    private static final int LONGEST_TEXT = 64;
    private static final int MOST_MONTHS = 36;
    private static final int MOST_GRACE_DAYS = 90;
    private static final int MOST_PERCENT = 1_000;
    private static final long HIGHEST_RATE = 1_000_000;
    private static final long MOST_POINTS_A_STEP = 1_000;
    private static final long MOST_PENDING_DAYS = 34;
    private static final long MOST_HOLD_MINUTES = 30 * 24 * 60L;
    private static final long MOST_REDEMPTIONS_AN_HOUR = 1_000;

    private final Fields fields;

    private ProgramReader(Fields fields) {
        this.fields = fields;
    }

    /** @throws Fields.Invalid naming every fault */
    public static Program read(int version, @Nullable Object json) {
        return read(version, Fields.of(json));
    }

    /** @throws Fields.Invalid naming every fault */
    public static Program read(int version, Fields fields) {
        return new ProgramReader(fields).program(version);
    }

    private Program program(int version) {
        String name = fields.text("name", LONGEST_TEXT);
        String currency = fields.match("currency", CURRENCY);
        ZoneId zone = zone();
        Program.Earn earn = earn(fields.object("earn"));
        Program.Redeem redeem = redeem(fields.object("redeem"));
        Program.Expiry expiry = expiry(fields.object("expiry"));
        List<Program.Tier> tiers = tiers();
        List<Bonus> bonuses = bonuses();
        Program.Brand brand = brand(name);
        Program.Hold hold = hold();
        Program.Limits limits = limits();
        fields.finish();
        return new Program(version, name, currency, zone, earn, redeem, expiry, hold, tiers, bonuses, limits, brand);
    }

    private ZoneId zone() {
        String zone = fields.text("timeZone", LONGEST_TEXT);
        try {
            if (ZoneId.getAvailableZoneIds().contains(zone)) {
                return ZoneId.of(zone);
            }
        } catch (ZoneRulesException e) {
            fields.fault("timeZone", "has no rules here");
        }
        if (fields.has("timeZone")) {
            fields.fault("timeZone", "must be a zone of the IANA time zone database");
        }
        return ZoneId.of("UTC");
    }

    private static Program.Earn earn(Fields earn) {
        Program.Earn read = new Program.Earn(
                Points.of(earn.integer("points", 0, MOST_POINTS_A_STEP)),
                new Money(earn.integer("perAmount", 1, HIGHEST_RATE)),
                Set.copyOf(earn.texts("excludedCategories", MOST_IN_A_LIST, CATEGORY)),
                constants(earn, "excludedCharges", ChargeKind.class),
                pendingDays(earn));
        earn.noOthers();
        return read;
    }

    private static Program.PendingDays pendingDays(Fields earn) {
        Fields days = earn.optionalObject("pendingDays");
        if (days == null) {
            return Program.PendingDays.NONE;
        }
        Program.PendingDays read = new Program.PendingDays(
                Math.toIntExact(days.integerOr("online", 0, MOST_PENDING_DAYS, 0)),
                Math.toIntExact(days.integerOr("in_store", 0, MOST_PENDING_DAYS, 0)));
        days.noOthers();
        return read;
    }

    private static Program.Redeem redeem(Fields redeem) {
        Program.Redeem read = new Program.Redeem(
                Points.of(redeem.integer("points", 1, HIGHEST_RATE)),
                new Money(redeem.integer("amount", 1, HIGHEST_RATE)),
                Points.of(redeem.integer("minimum", 1, Points.MAXIMUM)),
                Points.of(redeem.integer("step", 1, Points.MAXIMUM)),
                Points.of(redeem.integerOr("offlineMaxPoints", 0, Points.MAXIMUM, 0)),
                codeNeeded(redeem));
        redeem.noOthers();
        return read;
    }

    private static Program.CodeNeeded codeNeeded(Fields redeem) {
        Fields codes = redeem.optionalObject("requireMemberCode");
        if (codes == null) {
            return Program.CodeNeeded.NOWHERE;
        }
        Program.CodeNeeded read = new Program.CodeNeeded(codes.flag("online", false), codes.flag("in_store", false));
        codes.noOthers();
        return read;
    }

    private static Program.Expiry expiry(Fields expiry) {
        Program.Expiry read = new Program.Expiry(
                Math.toIntExact(expiry.integer("months", 1, MOST_MONTHS)),
                Math.toIntExact(expiry.integer("graceDays", 0, MOST_GRACE_DAYS)));
        expiry.noOthers();
        return read;
    }

    private List<Program.Tier> tiers() {
        List<Program.Tier> tiers = fields.objects(
                "tiers",
                MOST_TIERS,
                tier -> new Program.Tier(
                        tier.match("id", ID),
                        tier.text("name", LONGEST_TEXT),
                        Points.of(tier.integer("threshold", 0, Points.MAXIMUM)),
                        Math.toIntExact(tier.integer("earnPercent", 100, MOST_PERCENT))));
        if (tiers.isEmpty() || !tiers.getFirst().threshold().isZero()) {
            fields.fault("tiers", "must begin with a tier whose threshold is 0");
        }
        for (int i = 1; i < tiers.size(); i++) {
            if (!tiers.get(i).threshold().isMoreThan(tiers.get(i - 1).threshold())) {
                fields.fault("tiers", "must rise in their thresholds");
            }
        }
        unique("tiers", tiers.stream().map(Program.Tier::id).toList());
        return tiers;
    }

    private List<Bonus> bonuses() {
        List<Bonus> bonuses = fields.objects("bonuses", MOST_BONUSES, ProgramReader::bonus);
        unique("bonuses", bonuses.stream().map(Bonus::id).toList());
        return bonuses;
    }

    private static Bonus bonus(Fields bonus) {
        Bonus read = new Bonus(
                bonus.match("id", ID),
                bonus.text("name", LONGEST_TEXT),
                rate(bonus),
                Set.copyOf(bonus.texts("categories", MOST_IN_A_LIST, CATEGORY)),
                Set.copyOf(bonus.texts("skus", MOST_IN_A_LIST, CATEGORY)),
                constants(bonus, "channels", Channel.class),
                Set.copyOf(bonus.texts("sources", MOST_IN_A_LIST, ID)),
                bonus.optionalInstant("from"),
                bonus.optionalInstant("until"),
                first(bonus),
                bonus.has("maximumPoints") ? Points.of(bonus.integer("maximumPoints", 1, Points.MAXIMUM)) : null);
        if (read.from() != null && read.until() != null && !read.from().isBefore(read.until())) {
            bonus.fault("until", "must be after from");
        }
        return read;
    }

    private static Bonus.Rate rate(Fields bonus) {
        boolean percent = bonus.has("percent");
        boolean points = bonus.has("points") || bonus.has("perAmount");
        if (percent == points) {
            bonus.fault("", "must have either percent or points and perAmount");
            return new Bonus.Rate.Percent(1);
        }
        return percent
                ? new Bonus.Rate.Percent(Math.toIntExact(bonus.integer("percent", 1, MOST_PERCENT)))
                : new Bonus.Rate.PerAmount(
                        Points.of(bonus.integer("points", 1, MOST_POINTS_A_STEP)),
                        new Money(bonus.integer("perAmount", 1, HIGHEST_RATE)));
    }

    private static Bonus.First first(Fields bonus) {
        Bonus.First first = bonus.optionalChoice("first", "purchase, other_channel", name -> switch (name) {
            case "purchase" -> Bonus.First.PURCHASE;
            case "other_channel" -> Bonus.First.OTHER_CHANNEL;
            default -> null;
        });
        return first == null ? Bonus.First.ANY : first;
    }

    private Program.Brand brand(String programName) {
        Fields brand = fields.optionalObject("brand");
        if (brand == null) {
            return new Program.Brand(programName, Program.shipped().brand().color(), null);
        }
        Program.Brand read = new Program.Brand(
                brand.text("name", LONGEST_TEXT), brand.match("color", COLOR), brand.optionalMatch("logo", LOGO));
        brand.noOthers();
        return read;
    }

    private Program.Hold hold() {
        Fields hold = fields.optionalObject("hold");
        Program.Hold shipped = Program.shipped().hold();
        if (hold == null) {
            return shipped;
        }
        Program.Hold read = new Program.Hold(
                Duration.ofMinutes(hold.integerOr(
                        "defaultMinutes", 1, MOST_HOLD_MINUTES, shipped.usual().toMinutes())),
                Duration.ofMinutes(hold.integerOr(
                        "maximumMinutes",
                        1,
                        MOST_HOLD_MINUTES,
                        shipped.longest().toMinutes())));
        if (read.usual().compareTo(read.longest()) > 0) {
            hold.fault("maximumMinutes", "must not be less than defaultMinutes");
        }
        hold.noOthers();
        return read;
    }

    private Program.Limits limits() {
        Fields limits = fields.optionalObject("limits");
        if (limits == null) {
            return Program.Limits.NONE;
        }
        Program.Limits read = new Program.Limits(
                limits.has("pointsPerMemberAndDay")
                        ? Points.of(limits.integer("pointsPerMemberAndDay", 1, Points.MAXIMUM))
                        : null,
                limits.has("redemptionsPerMemberAndHour")
                        ? Math.toIntExact(limits.integer("redemptionsPerMemberAndHour", 1, MOST_REDEMPTIONS_AN_HOUR))
                        : null);
        limits.noOthers();
        return read;
    }

    private void unique(String name, List<String> ids) {
        if (new HashSet<>(ids).size() < ids.size()) {
            fields.fault(name, "must have ids that differ");
        }
    }

    private static <E extends Enum<E>> Set<E> constants(Fields object, String name, Class<E> type) {
        return object.texts(name, type.getEnumConstants().length, CONSTANT).stream()
                .flatMap(text -> {
                    E constant = Names.choiceOf(type).apply(text);
                    if (constant == null) {
                        object.fault(name, "must be of " + Names.all(type));
                        return Stream.empty();
                    }
                    return Stream.of(constant);
                })
                .collect(Collectors.toSet());
    }
}
