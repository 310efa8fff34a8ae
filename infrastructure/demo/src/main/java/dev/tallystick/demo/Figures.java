package dev.tallystick.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What daily rows add up to.
 *
 * @param turnoverCents total of the purchases
 * @param redeemedEarnedOnline of the points redeemed here, those earned online
 * @param redeemedEarnedInStore and those earned in a store
 * @param valueCents worth of the points redeemed
 * @param crossedOver members whose first purchase in a second channel was here
 */
public record Figures(
        long purchases,
        long turnoverCents,
        long earned,
        long redeemed,
        long redeemedEarnedOnline,
        long redeemedEarnedInStore,
        long valueCents,
        long newMembers,
        long crossedOver) {

    static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0, 0, 0, 0);

    static Figures of(Document row) {
        return new Figures(
                row.number("purchases"),
                row.object("total").number("amount"),
                row.number("earned"),
                row.number("redeemed"),
                row.number("redeemedEarnedOnline"),
                row.number("redeemedEarnedInStore"),
                row.object("value").number("amount"),
                row.number("newMembers"),
                row.number("crossedOver"));
    }

    /** The rows' figures by source. */
    static Map<String, Figures> bySource(List<Document> rows) {
        Map<String, Figures> sums = new LinkedHashMap<>();
        rows.forEach(row -> sums.merge(row.text("source"), of(row), Figures::plus));
        return sums;
    }

    /** Both together. */
    public Figures plus(Figures more) {
        return new Figures(
                purchases + more.purchases,
                turnoverCents + more.turnoverCents,
                earned + more.earned,
                redeemed + more.redeemed,
                redeemedEarnedOnline + more.redeemedEarnedOnline,
                redeemedEarnedInStore + more.redeemedEarnedInStore,
                valueCents + more.valueCents,
                newMembers + more.newMembers,
                crossedOver + more.crossedOver);
    }
}
