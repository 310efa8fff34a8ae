package dev.tallystick.ledger;

import dev.tallystick.points.Entry;
import dev.tallystick.points.EntryKey;
import dev.tallystick.points.OperationKey;
import dev.tallystick.points.Purchase;
import dev.tallystick.points.Redemption;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * An operation with all its steps so far.
 *
 * @param state what they have made of it
 */
public record History<S>(S state, List<LedgerEntry> steps) {

    public History {
        steps = List.copyOf(steps);
    }

    public static History<Purchase> ofPurchase(List<LedgerEntry> steps) {
        return of(steps, Purchase::of);
    }

    public static History<Redemption> ofRedemption(List<LedgerEntry> steps) {
        return of(steps, Redemption::of);
    }

    static <S> History<S> of(List<LedgerEntry> steps, Function<List<Entry>, S> state) {
        return new History<>(state.apply(steps.stream().map(LedgerEntry::entry).toList()), steps);
    }

    /** The entries of an operation together with those that time has just made of it. */
    static List<Entry> entries(OperationKey operation, List<LedgerEntry> steps, List<Entry> due) {
        return Stream.concat(
                        steps.stream().map(LedgerEntry::entry),
                        due.stream().filter(entry -> isStepOf(operation, entry)))
                .toList();
    }

    static boolean isStepOf(OperationKey operation, Entry entry) {
        return entry.key() instanceof EntryKey.Step(OperationKey its, int _) && its.equals(operation);
    }
}
