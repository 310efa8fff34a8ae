package dev.tallystick.points;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A purchase in the parts that rules look at: its lines, and its charges as lines without category. */
final class Basket {

    private final Command.RecordPurchase purchase;
    private final Money paid;
    private final List<Part> parts = new ArrayList<>();

    private record Part(
            boolean excluded,
            @Nullable String category,
            @Nullable String sku,
            Money amount) {

        boolean earnsBy(EarnRule rule) {
            return !excluded && rule.isOn(category, sku);
        }
    }

    /** @param paid value of the points that pay for it */
    Basket(Command.RecordPurchase purchase, Program.Earn earn, Money paid) {
        this.purchase = purchase;
        this.paid = paid;
        purchase.lines()
                .forEach(line -> parts.add(new Part(
                        line.category() != null && earn.excludedCategories().contains(line.category()),
                        line.category(),
                        line.sku(),
                        line.amount())));
        purchase.charges()
                .forEach(charge -> parts.add(
                        new Part(earn.excludedCharges().contains(charge.kind()), null, null, charge.amount())));
    }

    /** The total less what is excluded and what points pay, not below zero. */
    Money eligible() {
        Money eligible = purchase.total().minus(paid);
        for (Part part : parts) {
            eligible = part.excluded ? eligible.minus(part.amount) : eligible;
        }
        return eligible.orZeroIfNegative();
    }

    /** What each rule gives; rules that give nothing are left out. */
    List<Fact.RuleShare> breakdown(List<EarnRule> rules, Program.Earn earn) {
        List<Fact.RuleShare> shares = new ArrayList<>();
        for (EarnRule rule : rules) {
            long points = rule.on(amountFor(rule), earn);
            Points maximum = rule.maximum();
            long given = maximum == null ? points : Math.min(points, maximum.value());
            if (given != 0) {
                shares.add(new Fact.RuleShare(rule.id(), given, given < points ? points : null));
            }
        }
        return shares;
    }

    /**
     * The pools in order of their first line. A rule's points are shared among the pools that earn by it in proportion to
     * their totals, by running sums, so that the parts add up.
     */
    List<Pool> pools(List<EarnRule> rules, List<Fact.RuleShare> breakdown) {
        Map<String, Money> totals = totals(rules);
        if (purchase.lines().isEmpty()
                || totals.isEmpty()
                || totals.size() > Pool.MOST
                || !totals.values().stream().allMatch(Money::isPositive)) {
            long all = breakdown.stream().mapToLong(Fact.RuleShare::points).sum();
            return List.of(new Pool(Pool.WHOLE, purchase.total(), Points.of(all)));
        }
        Map<String, Long> points = new LinkedHashMap<>();
        totals.keySet().forEach(pool -> points.put(pool, 0L));
        breakdown.stream()
                .filter(share -> !share.rule().equals(DayLimit.RULE))
                .forEach(share -> share(share, totals, points));
        long cut = breakdown.stream()
                .filter(share -> share.rule().equals(DayLimit.RULE))
                .mapToLong(Fact.RuleShare::points)
                .sum();
        if (cut < 0) {
            cut(-cut, points);
        }
        return totals.entrySet().stream()
                .map(pool ->
                        new Pool(pool.getKey(), pool.getValue(), Points.of(points.getOrDefault(pool.getKey(), 0L))))
                .toList();
    }

    /** What the parts come to in each pool, in the order of their first part. What costs nothing, such as free shipping, has none. */
    Map<String, Money> totals(List<EarnRule> rules) {
        Map<String, Money> totals = new LinkedHashMap<>();
        parts.stream()
                .filter(part -> !part.amount.equals(Money.ZERO))
                .forEach(part -> totals.merge(poolOf(part, rules), part.amount, Money::plus));
        return totals;
    }

    /** What a limit takes is taken from the pools in proportion to their points, by running sums. */
    private static void cut(long cut, Map<String, Long> points) {
        long all = points.values().stream().mapToLong(Long::longValue).sum();
        long running = 0;
        long kept = 0;
        for (Map.Entry<String, Long> pool : points.entrySet()) {
            running += pool.getValue();
            long upToHere = Points.floor(all, all - cut, running);
            pool.setValue(upToHere - kept);
            kept = upToHere;
        }
    }

    /** min(eligible, what the rule is on), not below zero. */
    private Money amountFor(EarnRule rule) {
        Money eligible = eligible();
        if (rule instanceof EarnRule.Extra(Bonus bonus) && !bonus.isOnEverything()) {
            Money matching = Money.ZERO;
            for (Part part : parts) {
                matching = part.earnsBy(rule) ? matching.plus(part.amount) : matching;
            }
            return matching.compareTo(eligible) < 0 ? matching.orZeroIfNegative() : eligible;
        }
        return eligible;
    }

    /** The tier's rule goes wherever the base goes, so it needs no mention. */
    private static String poolOf(Part part, List<EarnRule> rules) {
        String key = rules.stream()
                .filter(rule -> !(rule instanceof EarnRule.TierExtra))
                .filter(part::earnsBy)
                .map(EarnRule::id)
                .collect(Collectors.joining("+"));
        return key.isEmpty() ? Pool.EXCLUDED : key;
    }

    private static void share(Fact.RuleShare share, Map<String, Money> totals, Map<String, Long> points) {
        List<Map.Entry<String, Money>> earning = totals.entrySet().stream()
                .filter(pool -> Pool.earnsBy(pool.getKey(), share.rule()))
                .toList();
        long all =
                earning.stream().mapToLong(pool -> pool.getValue().minorUnits()).sum();
        long running = 0;
        long given = 0;
        for (Map.Entry<String, Money> pool : earning) {
            running = Math.addExact(running, pool.getValue().minorUnits());
            long upToHere = Points.floor(all, share.points(), running);
            points.merge(pool.getKey(), upToHere - given, Math::addExact);
            given = upToHere;
        }
    }
}
