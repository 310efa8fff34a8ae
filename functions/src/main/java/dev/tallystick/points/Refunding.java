package dev.tallystick.points;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** How a refund falls into a purchase's pools, and what it gives back of the points that had paid. */
final class Refunding {

    private Refunding() {}

    /**
     * What comes back of each pool, and the points counted back for it; nothing where it is more than is left.
     *
     * @param then the program that the purchase was decided by
     */
    static Optional<List<Pool>> pools(Purchase purchase, Command.Refund refund, Program then) {
        Map<String, Money> totals = refund.lines().isEmpty() && refund.charges().isEmpty()
                ? spread(purchase, refund.total())
                : byLine(purchase, refund, then);
        List<Pool> back = new ArrayList<>();
        Money found = Money.ZERO;
        for (int i = 0; i < purchase.refunded().size(); i++) {
            Pool pool = purchase.earned().pools().get(i);
            Pool before = purchase.refunded().get(i);
            Money some = Objects.requireNonNull(totals.getOrDefault(pool.rules(), Money.ZERO));
            Money inAll = before.total().plus(some);
            if (inAll.isMoreThan(pool.total())) {
                return Optional.empty();
            }
            found = found.plus(some);
            if (some.isPositive()) {
                back.add(new Pool(pool.rules(), some, pool.countedBack(inAll).minus(before.points())));
            }
        }
        return found.equals(refund.total()) ? Optional.of(back) : Optional.empty();
    }

    private static Map<String, Money> byLine(Purchase purchase, Command.Refund refund, Program then) {
        List<Pool> pools = purchase.earned().pools();
        if (pools.size() == 1 && pools.getFirst().rules().equals(Pool.WHOLE)) {
            return Map.of(Pool.WHOLE, refund.total());
        }
        Fact.Earned earned = purchase.earned();
        Command.RecordPurchase as = new Command.RecordPurchase(
                refund.total(),
                refund.lines(),
                refund.charges(),
                earned.occurredAt(),
                then.dayOf(earned.occurredAt()),
                earned.channel(),
                purchase.operation().source(),
                null);
        List<EarnRule> rules = EarnRule.of(
                as,
                earned.madeAt(purchase.at()),
                then,
                then.tierFor(earned.tierBefore().points()),
                earned.firsts());
        return new Basket(as, then.earn(), Money.ZERO).totals(rules);
    }

    /** In proportion to what is left of each pool, by running sums, so that the parts add up. */
    private static Map<String, Money> spread(Purchase purchase, Money total) {
        long all = purchase.leftToRefund().minorUnits();
        Map<String, Money> parts = new HashMap<>();
        if (total.minorUnits() > all || all == 0) {
            return parts;
        }
        long running = 0;
        long given = 0;
        for (int i = 0; i < purchase.refunded().size(); i++) {
            Pool pool = purchase.earned().pools().get(i);
            running += pool.total().minus(purchase.refunded().get(i).total()).minorUnits();
            long upToHere = Points.floor(all, total.minorUnits(), running);
            parts.put(pool.rules(), new Money(upToHere - given));
            given = upToHere;
        }
        return parts;
    }

    /**
     * What is given back of each redemption that had paid: in all what the formula counts back of the points that paid, by
     * the whole purchase, and never more than is left of one; the last named first.
     */
    static Map<Redemption, Points> restoring(Scene scene, Purchase purchase, Money total) {
        Money before = purchase.refundedTotal();
        Money whole = purchase.earned().total();
        Points left =
                Pool.kept(purchase.paid(), whole, before).minus(Pool.kept(purchase.paid(), whole, before.plus(total)));
        Map<Redemption, Points> restoring = new LinkedHashMap<>();
        for (Redemption redemption : scene.redemptions().reversed()) {
            Points some = left.atMost(redemption.left().total());
            restoring.put(redemption, some);
            left = left.minus(some);
        }
        return restoring;
    }
}
