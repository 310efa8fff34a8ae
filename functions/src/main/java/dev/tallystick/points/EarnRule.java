package dev.tallystick.points;

import java.util.List;
import java.util.stream.Stream;

/** A rule by which a purchase earns. Each has one floor of its own, on the whole purchase. */
sealed interface EarnRule {

    /** As the breakdown names it. */
    String id();

    /** Points on the eligible amount. */
    long on(Money eligible, Program.Earn earn);

    /** floor(eligible × points / perAmount), for everyone. */
    record Base() implements EarnRule {

        @Override
        public String id() {
            return "base";
        }

        @Override
        public long on(Money eligible, Program.Earn earn) {
            return Points.floor(
                    earn.perAmount().minorUnits(),
                    eligible.minorUnits(),
                    earn.points().value());
        }
    }

    /** What the tier held before the purchase adds: floor(eligible × points × (earnPercent − 100) / (perAmount × 100)). */
    record TierExtra(Program.Tier tier) implements EarnRule {

        @Override
        public String id() {
            return "tier:" + tier.id();
        }

        @Override
        public long on(Money eligible, Program.Earn earn) {
            return Points.floor(
                    Math.multiplyExact(earn.perAmount().minorUnits(), 100L),
                    eligible.minorUnits(),
                    earn.points().value(),
                    tier.earnPercent() - 100L);
        }
    }

    /** What every rule gives on a purchase; rules that give nothing are left out. */
    static List<Fact.RuleShare> breakdown(Money eligible, Program.Earn earn, Program.Tier held) {
        return Stream.of(new Base(), new TierExtra(held))
                .map(rule -> new Fact.RuleShare(rule.id(), rule.on(eligible, earn)))
                .filter(share -> share.points() != 0)
                .toList();
    }
}
