package dev.tallystick.ledger;

import dev.tallystick.points.Activation;
import dev.tallystick.points.ByChannel;
import dev.tallystick.points.Channel;
import dev.tallystick.points.Fact;
import dev.tallystick.points.Journey;
import dev.tallystick.points.Kind;
import dev.tallystick.points.Lot;
import dev.tallystick.points.Money;
import dev.tallystick.points.OperationKey;
import dev.tallystick.points.OperationKind;
import dev.tallystick.points.Points;
import dev.tallystick.points.WaitsFor;
import dev.tallystick.store.Item;
import dev.tallystick.store.Names;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an entry is about, in attributes of its item. Empty lists and zeros are left out. */
final class FactItem {

    private FactItem() {}

    static Item write(Item item, Fact fact) {
        fact.decidedBy().ifPresent(version -> item.put("program", version));
        if (!fact.lotChanges().isEmpty()) {
            item.put("lots", Packed.lots(fact.lotChanges()));
        }
        item.putIfAny("clockSuspect", fact.clockSuspect() ? 1L : null);
        return switch (fact) {
            case Fact.Enrolled enrolled -> item.put("tierAfter", Packed.standing(enrolled.tier()));
            case Fact.Earned earned -> writeEarned(item, earned);
            case Fact.Activated activated ->
                writePending(item, activated)
                        .putIfAny(
                                "total",
                                activated.total() == null
                                        ? null
                                        : activated.total().minorUnits())
                        .put("lotEnd", activated.lotEnd());
            case Fact.ClawedBack back ->
                writeClawback(writePending(item, back), back.clawback(), back.restored())
                        .put("total", back.total().minorUnits())
                        .put("pools", Packed.pools(back.pools()));
            case Fact.PurchaseVoided voided ->
                writeUndone(
                        writeClawback(writePending(item, voided), voided.clawback(), voided.restored())
                                .put("total", voided.total().minorUnits())
                                .put("voidedIn", Names.of(voided.channel())),
                        voided.undone());
            case Fact.Held held ->
                writeSpending(item, held.points(), held.value())
                        .put("expiresAt", held.expiresAt())
                        .put("graceEnd", held.graceEnd())
                        .putIfAny("codeStep", held.codeStep());
            case Fact.Extended extended ->
                item.put("expiresAt", extended.expiresAt()).put("graceEnd", extended.graceEnd());
            case Fact.Captured captured ->
                writeSpending(item, captured.points(), captured.value())
                        .put("byChannel", Packed.byChannel(captured.spent()))
                        .put("purchase", reference(captured.purchase()));
            case Fact.Released _ -> item;
            case Fact.Redeemed redeemed ->
                writeSpending(item, redeemed.points(), redeemed.value())
                        .put("owed", redeemed.owed().equals(ByChannel.NONE) ? null : Packed.byChannel(redeemed.owed()))
                        .putIfAny("codeStep", redeemed.codeStep());
            case Fact.Reversed reversed ->
                writeSpending(item, reversed.points(), reversed.value())
                        .put("byChannel", Packed.byChannel(reversed.unspent()))
                        .put("spentIn", spentIn(item, reversed.spentIn()));
            case Fact.Restored restored ->
                writeSpending(item, restored.points(), restored.value())
                        .put("byChannel", Packed.byChannel(restored.unspent()))
                        .put("spentIn", spentIn(item, restored.spentIn()))
                        .put("purchase", reference(restored.purchase()));
            case Fact.RedemptionVoided voided ->
                writeSpending(item, voided.points(), voided.value())
                        .put("byChannel", Packed.byChannel(voided.unspent()))
                        .put("spentIn", spentIn(item, voided.spentIn()));
            case Fact.Adjusted adjusted ->
                item.put("points", adjusted.points()).put("reasonCode", adjusted.reasonCode());
            case Fact.Expired _ -> item;
            case Fact.Forfeited forfeited -> writePending(item, forfeited);
        };
    }

    private static Item writeEarned(Item item, Fact.Earned earned) {
        switch (earned.activation()) {
            case Activation.AtOnce(var lotEnd) -> item.put("lotEnd", lotEnd);
            case Activation.OnDay(var activatesAt, var lotEnd) ->
                item.put("activatesAt", activatesAt).put("lotEnd", lotEnd);
            case Activation.OnEvent(WaitsFor waitsFor) -> item.put("waitsFor", Names.of(waitsFor));
        }
        return item.put("total", earned.total().minorUnits())
                .put("eligible", earned.eligible().minorUnits())
                .put("breakdown", Packed.breakdown(earned.breakdown()))
                .put("pools", Packed.pools(earned.pools()))
                .put("tierBefore", Packed.standing(earned.tierBefore()))
                .put("tierAfter", Packed.standing(earned.tierAfter()))
                .put("tierMonth", earned.tierMonth().toString())
                .put("limitDay", text(earned.limitDay()))
                .put("first", first(earned.firsts()))
                .put("otherChannelAt", earned.firsts().otherChannelAt())
                .put("paidWith", earned.paidWith().isEmpty() ? null : Packed.paidWith(earned.paidWith()));
    }

    private static Item writePending(Item item, Fact fact) {
        return item.put("pending", fact.pendingChanges().isEmpty() ? null : Packed.pending(fact.pendingChanges()));
    }

    private static Item writeClawback(Item item, Fact.Clawback clawback, Points restored) {
        return item.put("points", clawback.points().value())
                .put("tierMonth", clawback.tierMonth().toString())
                .put("limitDay", text(clawback.limitDay()))
                .putIfAny("restored", restored.isZero() ? null : restored.value());
    }

    private static Item writeSpending(Item item, Points points, Money value) {
        return item.put("points", points.value()).put("value", value.minorUnits());
    }

    /** @throws RuntimeException when the item is not an entry as this code writes it */
    static Fact read(Item item) {
        return switch (Names.parse(Kind.class, item.text("kind"))) {
            case ENROLLED -> new Fact.Enrolled(program(item), Packed.standing(item.text("tierAfter")));
            case EARNED -> readEarned(item);
            case ACTIVATED ->
                new Fact.Activated(
                        item.has("program") ? program(item) : null,
                        item.has("total") ? total(item) : null,
                        Packed.pending(or(item.optionalText("pending"), "")),
                        lots(item),
                        item.instant("lotEnd"));
            case CLAWED_BACK ->
                new Fact.ClawedBack(
                        program(item),
                        total(item),
                        item.instant("occurredAt"),
                        Packed.pools(item.text("pools")),
                        clawback(item),
                        restored(item),
                        clockSuspect(item));
            case VOIDED ->
                item.has("voidedIn")
                        ? new Fact.PurchaseVoided(
                                program(item),
                                total(item),
                                channel(item, "voidedIn"),
                                clawback(item),
                                restored(item),
                                undone(item))
                        : new Fact.RedemptionVoided(
                                program(item), points(item), value(item), byChannel(item), spentIn(item), lots(item));
            case HELD ->
                new Fact.Held(
                        program(item),
                        points(item),
                        value(item),
                        item.instant("expiresAt"),
                        item.instant("graceEnd"),
                        lots(item),
                        codeStep(item));
            case EXTENDED -> new Fact.Extended(program(item), item.instant("expiresAt"), item.instant("graceEnd"));
            case CAPTURED ->
                new Fact.Captured(
                        program(item),
                        channel(item, "channel"),
                        points(item),
                        value(item),
                        byChannel(item),
                        lots(item),
                        item.has("purchase") ? purchase(item) : null);
            case RELEASED -> new Fact.Released(item.has("program") ? program(item) : null, lots(item));
            case REDEEMED ->
                new Fact.Redeemed(
                        program(item),
                        channel(item, "channel"),
                        points(item),
                        value(item),
                        lots(item),
                        item.has("owed") ? Packed.byChannel(item.text("owed")) : ByChannel.NONE,
                        codeStep(item));
            case REVERSED ->
                new Fact.Reversed(program(item), points(item), value(item), byChannel(item), spentIn(item), lots(item));
            case RESTORED ->
                new Fact.Restored(
                        program(item),
                        points(item),
                        value(item),
                        byChannel(item),
                        spentIn(item),
                        lots(item),
                        purchase(item));
            case EXPIRED -> new Fact.Expired(ended(lots(item).getFirst()));
            case ADJUSTED ->
                new Fact.Adjusted(program(item), item.number("points"), item.text("reasonCode"), lots(item));
            case FORFEITED ->
                new Fact.Forfeited(program(item), lots(item), Packed.pending(or(item.optionalText("pending"), "")));
        };
    }

    /** Left out where it is the entry's own, as it is in entries from before it was noted. */
    private static @Nullable String spentIn(Item item, Channel spentIn) {
        String name = Names.of(spentIn);
        return name.equals(item.text("channel")) ? null : name;
    }

    private static Channel spentIn(Item item) {
        return channel(item, item.has("spentIn") ? "spentIn" : "channel");
    }

    private static Channel channel(Item item, String attribute) {
        return Names.parse(Channel.class, item.text(attribute));
    }

    private static Item writeUndone(Item item, @Nullable Journey undone) {
        return undone == null ? item : item.put("firstOnline", undone.online()).put("firstInStore", undone.inStore());
    }

    private static @Nullable Journey undone(Item item) {
        return item.has("firstOnline") ? new Journey(item.instant("firstOnline"), item.instant("firstInStore")) : null;
    }

    private static Fact.Earned readEarned(Item item) {
        return new Fact.Earned(
                program(item),
                total(item),
                new Money(item.number("eligible")),
                item.instant("occurredAt"),
                channel(item, "channel"),
                Packed.breakdown(item.text("breakdown")),
                Packed.pools(item.text("pools")),
                activation(item),
                lots(item),
                Packed.standing(item.text("tierBefore")),
                Packed.standing(item.text("tierAfter")),
                YearMonth.parse(item.text("tierMonth")),
                limitDay(item),
                firsts(item),
                Packed.paidWith(or(item.optionalText("paidWith"), "")),
                clockSuspect(item));
    }

    private static Activation activation(Item item) {
        if (item.has("waitsFor")) {
            return new Activation.OnEvent(Names.parse(WaitsFor.class, item.text("waitsFor")));
        }
        return item.has("activatesAt")
                ? new Activation.OnDay(item.instant("activatesAt"), item.instant("lotEnd"))
                : new Activation.AtOnce(item.instant("lotEnd"));
    }

    private static Fact.Clawback clawback(Item item) {
        return new Fact.Clawback(
                points(item),
                Packed.pending(or(item.optionalText("pending"), "")),
                lots(item),
                YearMonth.parse(item.text("tierMonth")),
                limitDay(item));
    }

    private static int program(Item item) {
        return Math.toIntExact(item.number("program"));
    }

    private static Points points(Item item) {
        return Points.of(item.number("points"));
    }

    private static Points restored(Item item) {
        return Points.of(item.numberOr("restored", 0));
    }

    private static boolean clockSuspect(Item item) {
        return item.has("clockSuspect");
    }

    private static Money total(Item item) {
        return new Money(item.number("total"));
    }

    private static Money value(Item item) {
        return new Money(item.number("value"));
    }

    private static ByChannel byChannel(Item item) {
        return Packed.byChannel(item.text("byChannel"));
    }

    private static List<Lot> lots(Item item) {
        return Packed.lots(or(item.optionalText("lots"), ""));
    }

    private static @Nullable LocalDate limitDay(Item item) {
        return Optional.ofNullable(item.optionalText("limitDay"))
                .map(LocalDate::parse)
                .orElse(null);
    }

    private static @Nullable Long codeStep(Item item) {
        return item.has("codeStep") ? item.number("codeStep") : null;
    }

    private static OperationKey purchase(Item item) {
        return EntryKeys.operation(OperationKind.PURCHASE, item.text("purchase"));
    }

    private static @Nullable String reference(@Nullable OperationKey operation) {
        return operation == null ? null : EntryKeys.reference(operation);
    }

    /** The lot that its end took away. */
    private static Lot ended(Lot change) {
        return new Lot(change.endsAt(), -change.online(), -change.inStore());
    }

    private static @Nullable String first(Fact.Firsts firsts) {
        if (firsts.purchase()) {
            return firsts.inChannel() ? "purchase+channel" : "purchase";
        }
        return firsts.inChannel() ? "channel" : null;
    }

    private static Fact.Firsts firsts(Item item) {
        String first = or(item.optionalText("first"), "");
        return new Fact.Firsts(
                first.startsWith("purchase"), first.endsWith("channel"), item.optionalInstant("otherChannelAt"));
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static String or(@Nullable String value, String absent) {
        return value == null ? absent : value;
    }
}
