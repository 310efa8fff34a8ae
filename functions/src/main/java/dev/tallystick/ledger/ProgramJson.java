package dev.tallystick.ledger;

import dev.tallystick.json.JsonObject;
import dev.tallystick.points.Bonus;
import dev.tallystick.points.Program;
import dev.tallystick.store.Names;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A program in JSON, as the interface describes it. */
public final class ProgramJson {

    private ProgramJson() {}

    public static Map<String, Object> write(Program program) {
        return new JsonObject()
                .with("currency", program.currency())
                .with("timeZone", program.timeZone().getId())
                .with("name", program.name())
                .with("earn", earn(program.earn()))
                .with("redeem", redeem(program.redeem()))
                .with("expiry", expiry(program.expiry()))
                .with("hold", hold(program.hold()))
                .with("tiers", program.tiers().stream().map(ProgramJson::tier).toList())
                .withAny(
                        "bonuses",
                        program.bonuses().stream().map(ProgramJson::bonus).toList())
                .with("limits", limits(program.limits()))
                .with("brand", brand(program.brand()))
                .build();
    }

    private static Map<String, Object> earn(Program.Earn earn) {
        return new JsonObject()
                .with("points", earn.points().value())
                .with("perAmount", earn.perAmount().minorUnits())
                .withAny("excludedCategories", sorted(earn.excludedCategories()))
                .withAny("excludedCharges", names(earn.excludedCharges()))
                .with(
                        "pendingDays",
                        new JsonObject()
                                .with("online", earn.pendingDays().online())
                                .with("in_store", earn.pendingDays().inStore())
                                .build())
                .build();
    }

    private static Map<String, Object> hold(Program.Hold hold) {
        return new JsonObject()
                .with("defaultMinutes", hold.usual().toMinutes())
                .with("maximumMinutes", hold.longest().toMinutes())
                .build();
    }

    private static Map<String, Object> limits(Program.Limits limits) {
        return new JsonObject()
                .with(
                        "pointsPerMemberAndDay",
                        limits.pointsPerMemberAndDay() == null
                                ? null
                                : limits.pointsPerMemberAndDay().value())
                .with("redemptionsPerMemberAndHour", limits.redemptionsPerMemberAndHour())
                .build();
    }

    private static Map<String, Object> redeem(Program.Redeem redeem) {
        return new JsonObject()
                .with("points", redeem.points().value())
                .with("amount", redeem.amount().minorUnits())
                .with("minimum", redeem.minimum().value())
                .with("step", redeem.step().value())
                .with("offlineMaxPoints", redeem.offlineMaxPoints().value())
                .with(
                        "requireMemberCode",
                        new JsonObject()
                                .with("online", redeem.codeNeeded().online())
                                .with("in_store", redeem.codeNeeded().inStore())
                                .build())
                .build();
    }

    private static Map<String, Object> expiry(Program.Expiry expiry) {
        return new JsonObject()
                .with("months", expiry.months())
                .with("graceDays", expiry.graceDays())
                .build();
    }

    private static Map<String, Object> tier(Program.Tier tier) {
        return new JsonObject()
                .with("id", tier.id())
                .with("name", tier.name())
                .with("threshold", tier.threshold().value())
                .with("earnPercent", tier.earnPercent())
                .build();
    }

    private static Map<String, Object> bonus(Bonus bonus) {
        JsonObject json = new JsonObject().with("id", bonus.id()).with("name", bonus.name());
        switch (bonus.rate()) {
            case Bonus.Rate.Percent(int percent) -> json.with("percent", percent);
            case Bonus.Rate.PerAmount(var points, var perAmount) ->
                json.with("points", points.value()).with("perAmount", perAmount.minorUnits());
        }
        return json.withAny("categories", sorted(bonus.categories()))
                .withAny("skus", sorted(bonus.skus()))
                .withAny("channels", names(bonus.channels()))
                .withAny("sources", sorted(bonus.sources()))
                .with("from", bonus.from() == null ? null : bonus.from().toString())
                .with("until", bonus.until() == null ? null : bonus.until().toString())
                .with("first", bonus.first() == Bonus.First.ANY ? null : Names.of(bonus.first()))
                .with(
                        "maximumPoints",
                        bonus.maximumPoints() == null
                                ? null
                                : bonus.maximumPoints().value())
                .build();
    }

    private static Map<String, Object> brand(Program.Brand brand) {
        return new JsonObject()
                .with("name", brand.name())
                .with("color", brand.color())
                .with("logo", brand.logo())
                .build();
    }

    private static List<String> sorted(Collection<String> texts) {
        return texts.stream().sorted().toList();
    }

    private static List<String> names(Collection<? extends Enum<?>> constants) {
        return constants.stream().map(Names::of).sorted().toList();
    }
}
