package dev.tallystick.ledger;

import dev.tallystick.points.Balance;
import dev.tallystick.points.Channel;
import dev.tallystick.points.Entry;
import dev.tallystick.points.Fact;
import dev.tallystick.points.Kind;
import dev.tallystick.points.LedgerAccount;
import dev.tallystick.points.Lot;
import dev.tallystick.points.MemberId;
import dev.tallystick.points.Money;
import dev.tallystick.points.Points;
import dev.tallystick.points.Postings;
import dev.tallystick.store.Item;
import dev.tallystick.store.Names;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An entry as an item of the Ledger table. What repeats another attribute is left out: {@code recordedAt} where it is
 * {@code at}, {@code correlationId} where it is the request's, zeros of a balance; the business date is in
 * {@code sourceDay}.
 */
public final class EntryItem {

    private static final int FORMAT = 1;

    private EntryItem() {}

    static Item write(LedgerEntry ledgerEntry) {
        Entry entry = ledgerEntry.entry();
        Origin origin = ledgerEntry.origin();
        Item item = Item.with(ledgerEntry.key().keys())
                .put("format", FORMAT)
                .put("kind", Names.of(entry.fact().kind()))
                .put("member", entry.member().value())
                .put("seq", entry.seq())
                .put("at", entry.at())
                .put("recordedAt", unless(ledgerEntry.recordedAt(), entry.at()))
                .put("occurredAt", entry.fact().occurredAt())
                .put("postings", postings(entry.postings()))
                .put("balance", balance(entry.balanceAfter()))
                .put("source", origin.source())
                .put("channel", Names.of(origin.channel()))
                .put("terminal", origin.terminal())
                .put("keyId", origin.keyId())
                .put("operator", origin.operator())
                .put("sourceDay", origin.source() + "#" + origin.businessDate())
                .put("requestId", origin.requestId())
                .put("correlationId", unless(origin.correlationId(), origin.requestId()));
        entry.fact().decidedBy().ifPresent(version -> item.put("program", version));
        ledgerEntry.code().ifPresent(code -> item.put("mac", code.mac()).put("macKey", code.keyVersion()));
        return switch (entry.fact()) {
            case Fact.Enrolled enrolled -> item.put("tierAfter", Packed.standing(enrolled.tier()));
            case Fact.Earned earned -> writeEarned(item, earned);
            case Fact.Redeemed redeemed ->
                item.put("points", redeemed.points().value())
                        .put("value", redeemed.value().minorUnits())
                        .put("lots", Packed.lots(redeemed.lotChanges()));
            case Fact.Adjusted adjusted ->
                item.put("points", adjusted.points())
                        .put("reasonCode", adjusted.reasonCode())
                        .put("lots", Packed.lots(adjusted.lotChanges()));
            case Fact.Expired expired -> item.put("lots", Packed.lots(expired.lotChanges()));
        };
    }

    private static Item writeEarned(Item item, Fact.Earned earned) {
        return item.put("total", earned.total().minorUnits())
                .put("eligible", earned.eligible().minorUnits())
                .put("breakdown", Packed.breakdown(earned.breakdown()))
                .put("pools", Packed.pools(earned.pools()))
                .put("lots", Packed.lots(earned.lotChanges()))
                .put("tierBefore", Packed.standing(earned.tierBefore()))
                .put("tierAfter", Packed.standing(earned.tierAfter()))
                .put("tierMonth", earned.tierMonth().toString())
                .put("first", first(earned.firsts()))
                .put("otherChannelAt", earned.firsts().otherChannelAt());
    }

    /** @throws RuntimeException when the item is not an entry as this code writes it */
    public static LedgerEntry read(Item item) {
        if (item.number("format") != FORMAT) {
            throw new IllegalStateException("an entry of a format that this code does not know");
        }
        Instant at = item.instant("at");
        String requestId = item.text("requestId");
        Channel channel = Names.parse(Channel.class, item.text("channel"));
        Entry entry = new Entry(
                new MemberId(item.text("member")),
                item.number("seq"),
                at,
                postings(item.value("postings")),
                balance(item.value("balance")),
                fact(item, channel));
        String sourceDay = item.text("sourceDay");
        Origin origin = new Origin(
                item.text("source"),
                channel,
                item.optionalText("terminal"),
                item.text("keyId"),
                item.optionalText("operator"),
                LocalDate.parse(sourceDay.substring(sourceDay.indexOf('#') + 1)),
                requestId,
                or(item.optionalText("correlationId"), requestId));
        return new LedgerEntry(
                EntryKey.read(item),
                entry,
                origin,
                or(item.optionalInstant("recordedAt"), at),
                item.has("mac")
                        ? Optional.of(new RequestCode(item.text("macKey"), item.bytes("mac")))
                        : Optional.empty());
    }

    private static Fact fact(Item item, Channel channel) {
        return switch (Names.parse(Kind.class, item.text("kind"))) {
            case ENROLLED -> new Fact.Enrolled(program(item), Packed.standing(item.text("tierAfter")));
            case EARNED ->
                new Fact.Earned(
                        program(item),
                        new Money(item.number("total")),
                        new Money(item.number("eligible")),
                        item.instant("occurredAt"),
                        channel,
                        Packed.breakdown(item.text("breakdown")),
                        Packed.pools(item.text("pools")),
                        Packed.lots(item.text("lots")),
                        Packed.standing(item.text("tierBefore")),
                        Packed.standing(item.text("tierAfter")),
                        YearMonth.parse(item.text("tierMonth")),
                        firsts(item));
            case REDEEMED ->
                new Fact.Redeemed(
                        program(item),
                        Points.of(item.number("points")),
                        new Money(item.number("value")),
                        Packed.lots(item.text("lots")));
            case ADJUSTED ->
                new Fact.Adjusted(
                        program(item), item.number("points"), item.text("reasonCode"), Packed.lots(item.text("lots")));
            case EXPIRED ->
                new Fact.Expired(ended(Packed.lots(item.text("lots")).getFirst()));
        };
    }

    private static int program(Item item) {
        return Math.toIntExact(item.number("program"));
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

    private static AttributeValue postings(Postings postings) {
        Map<String, AttributeValue> byName = new LinkedHashMap<>();
        postings.byAccount().forEach((account, points) -> byName.put(Names.of(account), number(points)));
        return AttributeValue.fromM(byName);
    }

    private static Postings postings(AttributeValue value) {
        Map<LedgerAccount, Long> byAccount = new EnumMap<>(LedgerAccount.class);
        value.m()
                .forEach((name, points) ->
                        byAccount.put(Names.parse(LedgerAccount.class, name), Long.parseLong(points.n())));
        return new Postings(byAccount);
    }

    static AttributeValue balance(Balance balance) {
        Map<String, AttributeValue> byName = new LinkedHashMap<>();
        putUnlessZero(byName, "available", balance.available());
        putUnlessZero(byName, "held", balance.held());
        putUnlessZero(byName, "pending", balance.pending());
        putUnlessZero(byName, "debt", balance.debt());
        return AttributeValue.fromM(byName);
    }

    static Balance balance(AttributeValue value) {
        return new Balance(
                points(value, "available"), points(value, "held"), points(value, "pending"), points(value, "debt"));
    }

    private static void putUnlessZero(Map<String, AttributeValue> byName, String name, Points points) {
        if (!points.isZero()) {
            byName.put(name, number(points.value()));
        }
    }

    private static Points points(AttributeValue balance, String name) {
        AttributeValue value = balance.m().get(name);
        return value == null ? Points.ZERO : Points.of(Long.parseLong(value.n()));
    }

    private static AttributeValue number(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }

    private static <T> @Nullable T unless(T value, T same) {
        return value.equals(same) ? null : value;
    }

    private static <T> T or(@Nullable T value, T absent) {
        return value == null ? absent : value;
    }
}
