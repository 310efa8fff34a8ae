package dev.tallystick.ledger.simulation;

import dev.tallystick.points.Money;
import dev.tallystick.points.Points;
import dev.tallystick.points.Program;
import java.util.Set;

/** Programs under which much happens in little time. */
final class AnyProgram {

    /** What nobody earns points on. */
    static final String GIFTS = "gifts";

    private AnyProgram() {}

    /** A point for each ten cents, some of them days later, ended after few months or many. */
    static Program drawn(Dice dice, int version) {
        Program shipped = Program.shipped();
        return new Program(
                version,
                shipped.name(),
                shipped.currency(),
                shipped.timeZone(),
                new Program.Earn(
                        Points.of(1),
                        new Money(10),
                        Set.of(GIFTS),
                        Set.of(),
                        dice.chance(0.5)
                                ? Program.PendingDays.NONE
                                : new Program.PendingDays((int) dice.between(0, 5), (int) dice.between(0, 2))),
                new Program.Redeem(
                        shipped.redeem().points(),
                        shipped.redeem().amount(),
                        shipped.redeem().minimum(),
                        shipped.redeem().step(),
                        Points.of(300),
                        shipped.redeem().codeNeeded()),
                new Program.Expiry((int) dice.between(1, 6), (int) dice.between(0, 40)),
                shipped.hold(),
                shipped.tiers(),
                shipped.bonuses(),
                shipped.limits(),
                shipped.brand());
    }
}
