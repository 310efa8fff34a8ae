package dev.tallystick.points;

import java.util.List;

/**
 * The lines of a purchase to which the same rules apply, taken together: what they cost and what they earned. A refund is
 * counted back pool by pool.
 *
 * @param rules the rules' ids joined by +, the tier's left out since it goes with {@code base}; {@code -} for what earns
 *     nothing, {@code *} where the purchase is one pool
 */
public record Pool(String rules, Money total, Points points) {

    static final String EXCLUDED = "-";
    static final String WHOLE = "*";

    /** A purchase that falls into more is one pool, or its entry would have no bound. */
    static final int MOST = 50;

    static boolean earnsBy(String rules, String rule) {
        List<String> ids = List.of(rules.split("\\+", -1));
        return ids.contains(rule.startsWith("tier:") ? EarnRule.Base.ID : rule);
    }
}
