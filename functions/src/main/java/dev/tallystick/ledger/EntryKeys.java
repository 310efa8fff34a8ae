package dev.tallystick.ledger;

import dev.tallystick.points.EntryKey;
import dev.tallystick.points.MemberId;
import dev.tallystick.points.OperationKey;
import dev.tallystick.points.OperationKind;
import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import java.time.Instant;

/** Where entries lie in the Ledger table. */
final class EntryKeys {

    private static final String SEPARATOR = "#";

    private EntryKeys() {}

    static Keys of(EntryKey key) {
        return switch (key) {
            case EntryKey.Step(OperationKey operation, int step) -> Keys.entry(partition(operation), step);
            case EntryKey.Activation(MemberId member, Instant day, Instant lotEnd) ->
                Keys.activation(member.value(), day.toString(), lotEnd.toString());
            case EntryKey.Expiry(MemberId member, Instant lotEnd) -> Keys.expiry(member.value(), lotEnd.toString());
            case EntryKey.Erasure(MemberId member) -> Keys.erasure(member.value());
        };
    }

    /** The partition in which an operation's steps lie. */
    static String partition(OperationKey operation) {
        return operation.kind().name() + SEPARATOR + reference(operation);
    }

    /** An operation whose kind is known, {@code source[.terminal]#clientId}. */
    static String reference(OperationKey operation) {
        return operation.by() + SEPARATOR + operation.clientId();
    }

    /** @throws IllegalStateException when it is no reference */
    static OperationKey operation(OperationKind kind, String reference) {
        return OperationKey.parse(kind, reference.replaceFirst(SEPARATOR, ":"))
                .orElseThrow(() -> new IllegalStateException("not the key of an operation"));
    }

    /** @throws RuntimeException when it is not where an entry lies */
    static EntryKey read(Item item) {
        if (item.pk().startsWith(Keys.EXPIRY)) {
            return new EntryKey.Expiry(member(item, Keys.EXPIRY), Instant.parse(item.sk()));
        }
        if (item.pk().startsWith(Keys.ACTIVATION)) {
            String[] dayAndLot = item.sk().split(SEPARATOR, -1);
            return new EntryKey.Activation(
                    member(item, Keys.ACTIVATION), Instant.parse(dayAndLot[0]), Instant.parse(dayAndLot[1]));
        }
        if (item.pk().startsWith(Keys.ERASURE)) {
            return new EntryKey.Erasure(member(item, Keys.ERASURE));
        }
        int kindEnds = item.pk().indexOf(SEPARATOR);
        return new EntryKey.Step(
                operation(
                        OperationKind.valueOf(item.pk().substring(0, kindEnds)),
                        item.pk().substring(kindEnds + 1)),
                Integer.parseInt(item.sk()));
    }

    private static MemberId member(Item item, String prefix) {
        return new MemberId(item.pk().substring(prefix.length()));
    }
}
