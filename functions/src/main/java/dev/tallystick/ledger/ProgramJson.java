package dev.tallystick.ledger;

import dev.tallystick.json.Fields;
import dev.tallystick.json.JsonObject;
import dev.tallystick.points.ChargeKind;
import dev.tallystick.points.Money;
import dev.tallystick.points.Points;
import dev.tallystick.points.Program;
import dev.tallystick.store.Names;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A program in JSON, as the interface describes it. */
final class ProgramJson {

    private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,32}");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final Pattern CATEGORY = Pattern.compile(".{1,64}");
    private static final int MAXIMUM_EXCLUSIONS = 200;
    private static final int MAXIMUM_TIERS = 10;
    private static final int MAXIMUM_TEXT = 64;
    private static final int MAXIMUM_MONTHS = 36;
    private static final int MAXIMUM_GRACE_DAYS = 90;
    private static final int MAXIMUM_PERCENT = 10_000;
    private static final long MAXIMUM_RATE = 1_000_000;

    private ProgramJson() {}

    static Map<String, Object> write(Program program) {
        Program.Earn earn = program.earn();
        Program.Redeem redeem = program.redeem();
        return new JsonObject()
                .with("currency", program.currency())
                .with("timeZone", program.timeZone().getId())
                .with("name", program.name())
                .with(
                        "earn",
                        new JsonObject()
                                .with("points", earn.points().value())
                                .with("perAmount", earn.perAmount().minorUnits())
                                .withAny(
                                        "excludedCategories",
                                        earn.excludedCategories().stream()
                                                .sorted()
                                                .toList())
                                .withAny(
                                        "excludedCharges",
                                        earn.excludedCharges().stream()
                                                .sorted()
                                                .map(Names::of)
                                                .toList())
                                .build())
                .with(
                        "redeem",
                        new JsonObject()
                                .with("points", redeem.points().value())
                                .with("amount", redeem.amount().minorUnits())
                                .with("minimum", redeem.minimum().value())
                                .with("step", redeem.step().value())
                                .build())
                .with(
                        "expiry",
                        new JsonObject()
                                .with("months", program.expiry().months())
                                .with("graceDays", program.expiry().graceDays())
                                .build())
                .withAny(
                        "tiers",
                        program.tiers().stream()
                                .map(tier -> new JsonObject()
                                        .with("id", tier.id())
                                        .with("name", tier.name())
                                        .with("threshold", tier.threshold().value())
                                        .with("earnPercent", tier.earnPercent())
                                        .build())
                                .toList())
                .build();
    }

    /** @throws Fields.Invalid naming every fault */
    static Program read(int version, @Nullable Object json) {
        Fields fields = Fields.of(json);
        String zone = fields.text("timeZone", MAXIMUM_TEXT);
        if (!ZoneId.getAvailableZoneIds().contains(zone)) {
            fields.fault("timeZone", "must be a zone of the IANA time zone database");
        }
        Fields earn = fields.object("earn");
        Fields redeem = fields.object("redeem");
        Fields expiry = fields.object("expiry");
        String name = fields.text("name", MAXIMUM_TEXT);
        String currency = fields.match("currency", CURRENCY);
        Program.Earn earning = earn(earn);
        Program.Redeem redeeming = new Program.Redeem(
                Points.of(redeem.integer("points", 1, MAXIMUM_RATE)),
                new Money(redeem.integer("amount", 1, MAXIMUM_RATE)),
                Points.of(redeem.integer("minimum", 1, Points.MAXIMUM)),
                Points.of(redeem.integer("step", 1, Points.MAXIMUM)));
        Program.Expiry expiring = new Program.Expiry(
                Math.toIntExact(expiry.integer("months", 1, MAXIMUM_MONTHS)),
                Math.toIntExact(expiry.integer("graceDays", 0, MAXIMUM_GRACE_DAYS)));
        List<Program.Tier> tiers = fields.objects("tiers", MAXIMUM_TIERS, ProgramJson::tier);
        if (tiers.isEmpty() || !tiers.getFirst().threshold().isZero()) {
            fields.fault("tiers", "must begin with a tier whose threshold is 0");
        }
        for (int i = 1; i < tiers.size(); i++) {
            if (!tiers.get(i).threshold().isMoreThan(tiers.get(i - 1).threshold())) {
                fields.fault("tiers", "must rise in their thresholds");
            }
        }
        earn.noOthers();
        redeem.noOthers();
        expiry.noOthers();
        fields.finish();
        return new Program(version, name, currency, ZoneId.of(zone), earning, redeeming, expiring, tiers);
    }

    private static Program.Earn earn(Fields earn) {
        Set<ChargeKind> charges = earn.texts("excludedCharges", ChargeKind.values().length, ID).stream()
                .map(name -> {
                    ChargeKind kind = Names.choiceOf(ChargeKind.class).apply(name);
                    if (kind == null) {
                        earn.fault("excludedCharges", "must be of " + Names.all(ChargeKind.class));
                    }
                    return kind == null ? ChargeKind.OTHER : kind;
                })
                .collect(Collectors.toSet());
        return new Program.Earn(
                Points.of(earn.integer("points", 0, MAXIMUM_RATE)),
                new Money(earn.integer("perAmount", 1, MAXIMUM_RATE)),
                Set.copyOf(earn.texts("excludedCategories", MAXIMUM_EXCLUSIONS, CATEGORY)),
                charges);
    }

    private static Program.Tier tier(Fields tier) {
        return new Program.Tier(
                tier.match("id", ID),
                tier.text("name", MAXIMUM_TEXT),
                Points.of(tier.integer("threshold", 0, Points.MAXIMUM)),
                Math.toIntExact(tier.integer("earnPercent", 100, MAXIMUM_PERCENT)));
    }
}
