package dev.tallystick.points;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The lines of a purchase to which the same rules apply, taken together: what they cost and what they earned. A refund is
 * counted back pool by pool.
 *
 * @param rules {@code base}, {@code -} for what earns nothing, {@code *} where the purchase is one pool
 */
public record Pool(String rules, Money total, Points points) {

    static final String EARNING = "base";
    static final String EXCLUDED = "-";
    static final String WHOLE = "*";

    /** The pools of a purchase in order of their first line, the earned points in the one that earns. */
    static List<Pool> of(Command.RecordPurchase purchase, Program.Earn rules, Points earned) {
        Map<String, Money> totals = new LinkedHashMap<>();
        purchase.lines()
                .forEach(line ->
                        totals.merge(Exclusion.excludes(rules, line) ? EXCLUDED : EARNING, line.amount(), Money::plus));
        purchase.charges()
                .forEach(charge -> totals.merge(
                        Exclusion.excludes(rules, charge) ? EXCLUDED : EARNING, charge.amount(), Money::plus));
        boolean splits = totals.containsKey(EARNING) && totals.values().stream().allMatch(Money::isPositive);
        if (!splits) {
            return List.of(new Pool(WHOLE, purchase.total(), earned));
        }
        List<Pool> pools = new ArrayList<>();
        totals.forEach((key, total) -> pools.add(new Pool(key, total, key.equals(EARNING) ? earned : Points.ZERO)));
        return List.copyOf(pools);
    }
}
