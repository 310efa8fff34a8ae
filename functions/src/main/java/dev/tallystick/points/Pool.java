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

    /** Nothing of it. */
    Pool empty() {
        return new Pool(rules, Money.ZERO, Points.ZERO);
    }

    Pool plus(Pool more) {
        return new Pool(rules, total.plus(more.total), points.plus(more.points));
    }

    /** The points that are not kept when so much of it has come back in all: what is kept is floor(E × (T − R) / T). */
    Points countedBack(Money refunded) {
        return points.minus(kept(points, total, refunded));
    }

    /** floor(points × (total − refunded) / total). */
    static Points kept(Points points, Money total, Money refunded) {
        return total.minorUnits() == 0
                ? points
                : Points.of(Points.floor(
                        total.minorUnits(),
                        points.value(),
                        total.minus(refunded).minorUnits()));
    }

    static boolean earnsBy(String rules, String rule) {
        List<String> ids = List.of(rules.split("\\+", -1));
        return ids.contains(rule.startsWith("tier:") ? EarnRule.Base.ID : rule);
    }
}
