package dev.tallystick.points;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A rule by which a purchase earns. Each has one floor of its own, on the whole purchase. */
sealed interface EarnRule {

    /** As the breakdown names it. */
    String id();

    /** Whether a part of a purchase that is not excluded earns by it. */
    boolean isOn(@Nullable String category, @Nullable String sku);

    /** Points on an amount, before any cap. */
    long on(Money amount, Program.Earn earn);

    /** The most that one purchase gets by it, if there is such a bound. */
    default @Nullable Points maximum() {
        return null;
    }

    /** floor(amount × points / perAmount), for everyone. */
    record Base() implements EarnRule {

        static final String ID = "base";

        @Override
        public String id() {
            return ID;
        }

        @Override
        public boolean isOn(@Nullable String category, @Nullable String sku) {
            return true;
        }

        @Override
        public long on(Money amount, Program.Earn earn) {
            return Points.floor(
                    earn.perAmount().minorUnits(),
                    amount.minorUnits(),
                    earn.points().value());
        }
    }

    /** What the tier held before the purchase adds: floor(amount × points × (earnPercent − 100) / (perAmount × 100)). */
    record TierExtra(Program.Tier tier) implements EarnRule {

        @Override
        public String id() {
            return "tier:" + tier.id();
        }

        @Override
        public boolean isOn(@Nullable String category, @Nullable String sku) {
            return true;
        }

        @Override
        public long on(Money amount, Program.Earn earn) {
            return percentOfBase(amount, earn, tier.earnPercent() - 100L);
        }
    }

    /** What a bonus adds. */
    record Extra(Bonus bonus) implements EarnRule {

        @Override
        public String id() {
            return "bonus:" + bonus.id();
        }

        @Override
        public boolean isOn(@Nullable String category, @Nullable String sku) {
            return bonus.isOn(category, sku);
        }

        @Override
        public @Nullable Points maximum() {
            return bonus.maximumPoints();
        }

        @Override
        public long on(Money amount, Program.Earn earn) {
            return switch (bonus.rate()) {
                case Bonus.Rate.Percent(int percent) -> percentOfBase(amount, earn, percent);
                case Bonus.Rate.PerAmount(Points points, Money perAmount) ->
                    Points.floor(perAmount.minorUnits(), amount.minorUnits(), points.value());
            };
        }
    }

    /** The rules that a purchase made at an instant earns by, in the order of the breakdown. */
    static List<EarnRule> of(
            Command.RecordPurchase purchase, Instant madeAt, Program program, Program.Tier held, Fact.Firsts firsts) {
        List<EarnRule> rules = new ArrayList<>(List.of(new Base(), new TierExtra(held)));
        program.bonuses().stream()
                .filter(bonus -> bonus.isFor(purchase, madeAt, firsts))
                .forEach(bonus -> rules.add(new Extra(bonus)));
        return rules;
    }

    private static long percentOfBase(Money amount, Program.Earn earn, long percent) {
        return Points.floor(
                Math.multiplyExact(earn.perAmount().minorUnits(), 100L),
                amount.minorUnits(),
                earn.points().value(),
                percent);
    }
}
