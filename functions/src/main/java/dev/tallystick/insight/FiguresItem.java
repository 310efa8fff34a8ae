package dev.tallystick.insight;

import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * The item that says where figures are counted and has their sums, those of a next generation too. Every transaction that counts
 * changes it anyway, so that it costs nothing to count only where it stands as it was read.
 */
final class FiguresItem {

    private static final String GENERATION = "generation";
    private static final String SINCE = "since";
    private static final String NEXT = "next";
    private static final String NEXT_SINCE = "nextSince";
    private static final String LAST = "last";
    private static final String OF_NEXT = "next_";

    private final String table;

    FiguresItem(String table) {
        this.table = table;
    }

    static Figures read(Optional<Item> item) {
        Map<String, Long> postings = new LinkedHashMap<>();
        TrialBalance.ACCOUNTS.forEach(account -> postings.put(account, number(item, account, 0)));
        Generation current = new Generation(
                number(item, GENERATION, Generation.FIRST.number()),
                item.map(found -> found.optionalInstant(SINCE)).orElse(Generation.FIRST.since()));
        Optional<Generation> next = item.filter(found -> found.has(NEXT))
                .map(found -> new Generation(found.number(NEXT), found.instant(NEXT_SINCE)));
        return new Figures(
                new TrialBalance(
                        postings,
                        number(item, TrialBalance.ENTRIES, 0),
                        item.map(found -> found.optionalText(TrialBalance.AS_OF))
                                .orElse(null)),
                current,
                next,
                number(item, LAST, current.number()),
                item.flatMap(Months::read));
    }

    /** Counts entries into both generations, as long as they are those that were read. */
    TransactWriteItem counting(Figures read, Increment current, Increment next) {
        Map<String, Long> sums = new LinkedHashMap<>(current.sums());
        next.sums().forEach((name, amount) -> sums.put(OF_NEXT + name, amount));
        Change change = sameAs(read);
        // An event that was counted from the ledger moves the watermark and adds nothing.
        change.add(sums.isEmpty() ? Map.of(TrialBalance.ENTRIES, 0L) : sums);
        Optional<Instant> before = Optional.ofNullable(read.sums().asOf()).map(Instant::parse);
        if (!current.sums().isEmpty()
                && before.filter(asOf -> !asOf.isBefore(current.asOf())).isEmpty()) {
            change.set(TrialBalance.AS_OF, text(current.asOf()));
        }
        return withMonths(change, read, current.months()).on(table, Keys.trialBalance());
    }

    /** Begins a next generation; one that had begun is given up. */
    TransactWriteItem beginning(Figures read, Generation next) {
        Change change = sameAs(read)
                .set(NEXT, number(next.number()))
                .set(NEXT_SINCE, text(next.since()))
                .set(LAST, number(next.number()));
        sums().forEach(name -> change.remove(OF_NEXT + name));
        return change.on(table, Keys.trialBalance());
    }

    /** The next generation becomes the one that is read. What events brought to it is there; this is what the ledger did. */
    TransactWriteItem switching(Figures read, Map<String, Long> fromLedger, Optional<Months> months) {
        Generation next = read.next().orElseThrow();
        Change change = sameAs(read)
                .set(GENERATION, number(next.number()))
                .set(SINCE, text(next.since()))
                .remove(NEXT)
                .remove(NEXT_SINCE);
        sums().forEach(name -> change.setToSum(name, OF_NEXT + name, fromLedger.getOrDefault(name, 0L))
                .remove(OF_NEXT + name));
        return withMonths(change, read, months).on(table, Keys.trialBalance());
    }

    private static Change sameAs(Figures read) {
        long generation = read.current().number();
        return new Change()
                .where(
                        GENERATION,
                        generation == Generation.FIRST.number() ? Optional.empty() : Optional.of(number(generation)))
                .where(NEXT, read.next().map(next -> number(next.number())));
    }

    /** Writes them only where there are more, and then on the condition that nobody else has: so they never become fewer. */
    private static Change withMonths(Change change, Figures read, Optional<Months> more) {
        Optional<Months> all = Months.together(read.months(), more);
        if (!all.equals(read.months())) {
            Months months = all.orElseThrow();
            change.where(Months.FIRST, read.months().map(was -> text(was.first())))
                    .where(Months.LAST, read.months().map(was -> text(was.last())))
                    .set(Months.FIRST, text(months.first()))
                    .set(Months.LAST, text(months.last()));
        }
        return change;
    }

    private static List<String> sums() {
        List<String> names = new ArrayList<>(TrialBalance.ACCOUNTS);
        names.add(TrialBalance.ENTRIES);
        return names;
    }

    private static long number(Optional<Item> item, String name, long absent) {
        return item.map(found -> found.numberOr(name, absent)).orElse(absent);
    }

    private static AttributeValue number(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }

    private static AttributeValue text(Object value) {
        return AttributeValue.fromS(value.toString());
    }
}
