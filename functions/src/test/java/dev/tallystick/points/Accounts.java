package dev.tallystick.points;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** Accounts, programs and commands for tests, made through the front door. */
final class Accounts {

    static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    static final MemberId MEMBER = new MemberId("m-test");

    private Accounts() {}

    static Account enrolled() {
        return Deciding.enrol(MEMBER, Program.shipped(), NOW).next();
    }

    static Command.RecordPurchase purchase(long minorUnits, Channel channel) {
        return purchase(minorUnits, channel, List.of(), List.of());
    }

    static Command.RecordPurchase purchase(
            long minorUnits, Channel channel, List<Command.Line> lines, List<Command.Charge> charges) {
        return new Command.RecordPurchase(
                new Money(minorUnits), lines, charges, NOW, LocalDate.parse("2026-11-22"), channel, "shop", null);
    }

    static Command.Line line(String category, long minorUnits) {
        return new Command.Line("sku", category, new Money(minorUnits));
    }

    static Command.Charge charge(ChargeKind kind, long minorUnits) {
        return new Command.Charge(kind, new Money(minorUnits));
    }

    static Account after(Decision decision) {
        return accepted(decision).next();
    }

    static Decision.Accepted accepted(Decision decision) {
        return switch (decision) {
            case Decision.Accepted accepted -> accepted;
            case Decision.Refused(Refusal refusal) -> throw new AssertionError("refused: " + refusal);
            case Decision.Unchanged() -> throw new AssertionError("unchanged");
        };
    }

    static Refusal refused(Decision decision) {
        return switch (decision) {
            case Decision.Refused(Refusal refusal) -> refusal;
            case Decision.Accepted accepted -> throw new AssertionError("accepted: " + accepted.entry());
            case Decision.Unchanged() -> throw new AssertionError("unchanged");
        };
    }

    /** An account that has earned so many points in one purchase. */
    static Account with(long points, Channel channel) {
        return after(Deciding.purchase(enrolled(), purchase(points * 100, channel), Program.shipped(), NOW));
    }

    static Program excluding(Set<String> categories, Set<ChargeKind> charges) {
        Program shipped = Program.shipped();
        return new Program(
                2,
                shipped.name(),
                shipped.currency(),
                shipped.timeZone(),
                new Program.Earn(
                        shipped.earn().points(),
                        shipped.earn().perAmount(),
                        categories,
                        charges,
                        Program.PendingDays.NONE),
                shipped.redeem(),
                shipped.expiry(),
                shipped.hold(),
                shipped.tiers(),
                shipped.bonuses(),
                shipped.limits(),
                shipped.brand());
    }

    static Program with(Bonus... bonuses) {
        Program shipped = Program.shipped();
        return new Program(
                2,
                shipped.name(),
                shipped.currency(),
                shipped.timeZone(),
                new Program.Earn(
                        shipped.earn().points(),
                        shipped.earn().perAmount(),
                        Set.of("gift-card"),
                        Set.of(),
                        Program.PendingDays.NONE),
                shipped.redeem(),
                shipped.expiry(),
                shipped.hold(),
                shipped.tiers(),
                List.of(bonuses),
                shipped.limits(),
                shipped.brand());
    }

    static Program redeeming(long points, long amount, long minimum, long step) {
        Program shipped = Program.shipped();
        return new Program(
                2,
                shipped.name(),
                shipped.currency(),
                shipped.timeZone(),
                shipped.earn(),
                new Program.Redeem(Points.of(points), new Money(amount), Points.of(minimum), Points.of(step)),
                shipped.expiry(),
                shipped.hold(),
                shipped.tiers(),
                shipped.bonuses(),
                shipped.limits(),
                shipped.brand());
    }
}
