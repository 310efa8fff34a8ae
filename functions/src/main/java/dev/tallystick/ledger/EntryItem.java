package dev.tallystick.ledger;

import dev.tallystick.points.Balance;
import dev.tallystick.points.Channel;
import dev.tallystick.points.Entry;
import dev.tallystick.points.EntryKey;
import dev.tallystick.points.LedgerAccount;
import dev.tallystick.points.MemberId;
import dev.tallystick.points.OperationKey;
import dev.tallystick.points.OperationKind;
import dev.tallystick.points.Points;
import dev.tallystick.points.Postings;
import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import dev.tallystick.store.Names;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An entry as an item of the Ledger table; {@link FactItem} has what depends on its kind. What repeats another attribute is
 * left out: {@code recordedAt} where it is {@code at}, {@code correlationId} where it is the request's, zeros of a balance;
 * the business date is in {@code sourceDay}.
 */
public final class EntryItem {

    private static final int FORMAT = 1;

    private EntryItem() {}

    static Item write(LedgerEntry ledgerEntry) {
        Entry entry = ledgerEntry.entry();
        Item item = begin(ledgerEntry)
                .put("kind", Names.of(entry.fact().kind()))
                .put("member", entry.member().value())
                .put("seq", entry.seq())
                .put("recordedAt", unless(ledgerEntry.recordedAt(), entry.at()))
                .put("occurredAt", entry.fact().occurredAt())
                .put("postings", postings(entry.postings()))
                .put("balance", balance(entry.balanceAfter()))
                .put("stepId", ledgerEntry.stepId().orElse(null));
        ledgerEntry.code().ifPresent(code -> item.put("mac", code.mac()).put("macKey", code.keyVersion()));
        return FactItem.write(item, entry.fact());
    }

    static Item write(Tombstone tombstone) {
        return begin(tombstone).put("kind", "voided");
    }

    private static Item begin(Recorded recorded) {
        Origin origin = recorded.origin();
        BatchRow row = origin.batchRow();
        return Item.with(EntryKeys.of(recorded.key()))
                .put("format", FORMAT)
                .put("at", recorded.at())
                .put("source", origin.source())
                .put("channel", Names.of(origin.channel()))
                .put("terminal", origin.terminal())
                .put("keyId", origin.keyId())
                .put("operator", origin.operator())
                .put("sourceDay", origin.source() + "#" + origin.businessDate())
                .put("requestId", origin.requestId())
                .put("correlationId", unless(origin.correlationId(), origin.requestId()))
                .put("batch", row == null ? null : row.batch())
                .putIfAny("batchIndex", row == null ? null : (long) row.index());
    }

    /** @throws RuntimeException when the item is neither an entry nor a tombstone as this code writes them */
    public static Recorded read(Item item) {
        if (item.number("format") != FORMAT) {
            throw new IllegalStateException("an entry of a format that this code does not know");
        }
        if (!item.has("member")) {
            return new Tombstone((EntryKey.Step) EntryKeys.read(item), item.instant("at"), origin(item));
        }
        return readEntry(item);
    }

    /**
     * The purchase whose first entry, or whose void before it, lies there. Its place alone tells it, so that it does not matter
     * whether the entry can be read.
     *
     * @throws RuntimeException when it is not where a purchase lies, though it looks so
     */
    public static Optional<OperationKey> purchaseBegunAt(Keys keys) {
        return keys.pk().startsWith(OperationKind.PURCHASE.name() + "#")
                        && EntryKeys.read(Item.with(keys)) instanceof EntryKey.Step(OperationKey operation, int step)
                        && step == 0
                ? Optional.of(operation)
                : Optional.empty();
    }

    private static LedgerEntry readEntry(Item item) {
        Instant at = item.instant("at");
        Entry entry = new Entry(
                EntryKeys.read(item),
                new MemberId(item.text("member")),
                item.number("seq"),
                at,
                postings(item.value("postings")),
                balance(item.value("balance")),
                FactItem.read(item));
        return new LedgerEntry(
                entry,
                origin(item),
                or(item.optionalInstant("recordedAt"), at),
                item.has("mac")
                        ? Optional.of(new RequestCode(item.text("macKey"), item.bytes("mac")))
                        : Optional.empty(),
                Optional.ofNullable(item.optionalText("stepId")));
    }

    private static Origin origin(Item item) {
        String requestId = item.text("requestId");
        String sourceDay = item.text("sourceDay");
        return new Origin(
                item.text("source"),
                Names.parse(Channel.class, item.text("channel")),
                item.optionalText("terminal"),
                item.text("keyId"),
                item.optionalText("operator"),
                LocalDate.parse(sourceDay.substring(sourceDay.indexOf('#') + 1)),
                requestId,
                or(item.optionalText("correlationId"), requestId),
                item.has("batch")
                        ? new BatchRow(item.text("batch"), Math.toIntExact(item.number("batchIndex")))
                        : null);
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
