package dev.tallystick.ledger.simulation;

import dev.tallystick.ledger.Accounts;
import dev.tallystick.ledger.EntryItem;
import dev.tallystick.ledger.FakeTables;
import dev.tallystick.ledger.LedgerEntry;
import dev.tallystick.ledger.Recorded;
import dev.tallystick.ledger.simulation.Violation.Rule;
import dev.tallystick.points.Entry;
import dev.tallystick.points.EntryKey;
import dev.tallystick.points.LedgerAccount;
import dev.tallystick.points.MemberId;
import dev.tallystick.points.OperationKey;
import dev.tallystick.store.Item;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Holds the tables against everything that must hold of them, after every write. */
final class Audit {

    private final FakeTables tables;
    private final Consumer<Recorded> seen;
    private final Set<Violation> violations = new LinkedHashSet<>();
    private final IdentityHashMap<Map<String, AttributeValue>, Recorded> known = new IdentityHashMap<>();
    private final Map<String, Recorded> byId = new LinkedHashMap<>();
    private final Map<String, List<Recorded>> steps = new LinkedHashMap<>();
    private final Map<MemberId, Statement> statements = new LinkedHashMap<>();
    private final Map<LedgerAccount, Long> trialBalance = new EnumMap<>(LedgerAccount.class);

    /** @param seen told of every entry, once */
    Audit(FakeTables tables, Consumer<Recorded> seen) {
        this.tables = tables;
        this.seen = seen;
    }

    Set<Violation> violations() {
        return violations;
    }

    void report(Rule rule, String what) {
        violations.add(new Violation(rule, what));
    }

    @Nullable
    Recorded entry(String entryId) {
        return byId.get(entryId);
    }

    /** What lies where an operation's own entry goes, if anything. */
    @Nullable
    Recorded first(OperationKey operation) {
        List<Recorded> its = steps.get(operation(new EntryKey.Step(operation, 0)));
        return its == null ? null : its.getFirst();
    }

    boolean isErased(MemberId member) {
        return byId.containsKey("erasure/%s/0000".formatted(member.value()));
    }

    List<Recorded> entries() {
        return List.copyOf(byId.values());
    }

    /** What the table has, in the order in which it came. */
    List<Item> items() {
        List<String> order = List.copyOf(byId.keySet());
        return known.entrySet().stream()
                .sorted(Comparator.comparingInt(
                        item -> order.indexOf(item.getValue().entryId())))
                .map(item -> Item.of(item.getKey()))
                .toList();
    }

    /** Looks at what is new, and at all that it belongs to. */
    void check() {
        List<Map<String, AttributeValue>> items = tables.entries().toList();
        List<Recorded> fresh = new ArrayList<>();
        int old = 0;
        for (Map<String, AttributeValue> item : items) {
            if (known.containsKey(item)) {
                old++;
            } else {
                Recorded recorded = EntryItem.read(Item.of(item));
                fresh.add(recorded);
                known.put(item, recorded);
            }
        }
        if (old != known.size() - fresh.size()) {
            report(Rule.ENTRIES_NEVER_CHANGE, "there were " + (known.size() - fresh.size()) + ", there are " + old);
        }
        fresh.forEach(this::add);
        checkStatements(fresh);
        checkOperations(fresh);
    }

    private void add(Recorded recorded) {
        byId.put(recorded.entryId(), recorded);
        seen.accept(recorded);
        if (recorded.key() instanceof EntryKey.Step key) {
            List<Recorded> its = steps.computeIfAbsent(operation(key), any -> new ArrayList<>());
            its.add(recorded);
            its.sort(Comparator.comparingInt(step -> step.key().step()));
        }
        if (recorded instanceof LedgerEntry entry) {
            entry.entry()
                    .postings()
                    .byAccount()
                    .forEach((account, points) -> trialBalance.merge(account, points, Math::addExact));
        }
    }

    private void checkStatements(List<Recorded> fresh) {
        Map<MemberId, List<Entry>> byMember = new LinkedHashMap<>();
        fresh.stream()
                .filter(LedgerEntry.class::isInstance)
                .map(recorded -> ((LedgerEntry) recorded).entry())
                .sorted(Comparator.comparingLong(Entry::seq))
                .forEach(entry -> byMember.computeIfAbsent(entry.member(), any -> new ArrayList<>())
                        .add(entry));
        byMember.forEach((member, entries) -> {
            BiConsumer<Rule, String> report = this::report;
            Statement statement = statements.computeIfAbsent(member, any -> new Statement(report));
            statement.add(entries);
            statement.check(new Accounts(tables).find(member).orElseThrow());
        });
        if (trialBalance.values().stream().mapToLong(Long::longValue).sum() != 0) {
            report(Rule.TRIAL_BALANCE_IS_ZERO, trialBalance.toString());
        }
    }

    private void checkOperations(List<Recorded> fresh) {
        Set<String> touched = new LinkedHashSet<>();
        fresh.forEach(recorded -> {
            if (recorded.key() instanceof EntryKey.Step key) {
                touched.add(operation(key));
            }
        });
        for (String operation : touched) {
            new Steps(operation, this::report).check(steps.getOrDefault(operation, List.of()));
        }
    }

    private static String operation(EntryKey.Step key) {
        return key.type() + "/" + key.id();
    }
}
