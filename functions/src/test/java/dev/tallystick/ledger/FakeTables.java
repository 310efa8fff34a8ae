package dev.tallystick.ledger;

import dev.tallystick.points.Account;
import dev.tallystick.points.EntryKey;
import dev.tallystick.points.MemberId;
import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The Ledger and the Members table in memory: items as the mappers write them, and transactions of conditional puts. */
public final class FakeTables implements MembersTable {

    private static final int MOST_WRITES = 100;

    private final NavigableMap<String, NavigableMap<String, Map<String, AttributeValue>>> ledger = new TreeMap<>();
    private final NavigableMap<String, NavigableMap<String, Map<String, AttributeValue>>> members = new TreeMap<>();
    private final Runnable written;

    /** @param written told of every change */
    public FakeTables(Runnable written) {
        this.written = written;
    }

    enum Table {
        LEDGER,
        MEMBERS
    }

    /** On what a write depends. */
    sealed interface Condition {

        record Absent() implements Condition {}

        record SeqIs(long seq) implements Condition {}

        /** One attribute is this; absent where it is null. The item is there. */
        record Is(String attribute, @Nullable AttributeValue value) implements Condition {}

        record None() implements Condition {}
    }

    /** What a write does where its condition holds. */
    enum Effect {
        PUT,
        CHECK,
        DELETE
    }

    /** @param item what is put; only its key counts where nothing is */
    record Write(Table table, Item item, Condition condition, Effect effect) {

        static Write delete(Keys keys) {
            return new Write(Table.MEMBERS, Item.with(keys), new Condition.None(), Effect.DELETE);
        }

        static Write deleteProfile(Profile profile) {
            AttributeValue version = AttributeValue.fromN(Long.toString(profile.version()));
            return new Write(
                    Table.MEMBERS,
                    Item.with(Keys.profile(profile.member().value())),
                    new Condition.Is("version", profile.version() == 0 ? null : version),
                    Effect.DELETE);
        }

        static Write deleteIdentifier(Keys keys, MemberId member) {
            return new Write(
                    Table.MEMBERS,
                    Item.with(keys),
                    new Condition.Is("member", AttributeValue.fromS(member.value())),
                    Effect.DELETE);
        }

        static Write putIfAbsent(Table table, Item item) {
            return new Write(table, item, new Condition.Absent(), Effect.PUT);
        }

        static Write checkAbsent(Keys keys) {
            return new Write(Table.MEMBERS, Item.with(keys), new Condition.Absent(), Effect.CHECK);
        }

        static Write putAccount(Account account, long seqBefore) {
            return new Write(
                    Table.MEMBERS,
                    AccountItem.write(account),
                    seqBefore == 0 ? new Condition.Absent() : new Condition.SeqIs(seqBefore),
                    Effect.PUT);
        }
    }

    /**
     * All of the writes or none.
     *
     * @return for each write whether its condition failed; nothing where all were made
     */
    Optional<List<Boolean>> transact(List<Write> writes) {
        check(writes);
        List<Boolean> failed = writes.stream().map(write -> !holds(write)).toList();
        if (failed.contains(true)) {
            return Optional.of(failed);
        }
        writes.forEach(this::carryOut);
        written.run();
        return Optional.empty();
    }

    /** Replaces an item, whatever is there. */
    public void put(Item item) {
        put(new Write(Table.MEMBERS, item, new Condition.Absent(), Effect.PUT));
    }

    @Override
    public Optional<Item> get(Keys keys) {
        return get(Table.MEMBERS, keys.pk(), keys.sk());
    }

    Optional<Item> get(Table table, String pk, String sk) {
        return Optional.ofNullable(partition(table, pk).get(sk)).map(Item::of);
    }

    /** A page of a partition of the ledger, from after a sort key on. */
    List<Item> page(String pk, String after, int most) {
        return partition(Table.LEDGER, pk).tailMap(after, false).values().stream()
                .limit(most)
                .map(Item::of)
                .toList();
    }

    /** Every item of the ledger, by its keys. The maps are the same as long as the items are. */
    public Stream<Map<String, AttributeValue>> entries() {
        return ledger.values().stream().map(Map::values).flatMap(Collection::stream);
    }

    /** A page of the keys of a partition of members, from after a sort key on. */
    List<Keys> keysOfMember(String pk, String after, int most) {
        return partition(Table.MEMBERS, pk).tailMap(after, false).keySet().stream()
                .limit(most)
                .map(sk -> new Keys(pk, sk))
                .toList();
    }

    /** Keys of everything that is left of a member beside the account: what lies with it, and by what it is found. */
    public List<Keys> personal(MemberId member) {
        return members.entrySet().stream()
                .flatMap(partition -> partition.getValue().entrySet().stream()
                        .filter(item -> partition.getKey().equals(Keys.member(member.value()))
                                ? !item.getKey()
                                        .equals(Keys.account(member.value()).sk())
                                : AttributeValue.fromS(member.value())
                                        .equals(item.getValue().get("member")))
                        .map(item -> new Keys(partition.getKey(), item.getKey())))
                .toList();
    }

    /** The steps that there are of an operation. */
    int steps(EntryKey.Step key) {
        return partition(Table.LEDGER, EntryKeys.of(key).pk()).size();
    }

    /** The members whose account the index shows as due, in its order. */
    public List<MemberId> due(Instant now) {
        return members.values().stream()
                .map(partition -> partition.get(Keys.account("").sk()))
                .filter(account -> account != null && account.containsKey(Keys.DUE_AT))
                .map(Item::of)
                .filter(account -> account.number(Keys.DUE_AT) <= now.getEpochSecond())
                .map(account -> new MemberId(
                        account.pk().substring(Keys.account("").pk().length())))
                .toList();
    }

    private boolean holds(Write write) {
        Optional<Item> found =
                get(write.table(), write.item().pk(), write.item().sk());
        return switch (write.condition()) {
            case Condition.Absent() -> found.isEmpty();
            case Condition.SeqIs(long seq) ->
                found.filter(item -> item.number("seq") == seq).isPresent();
            case Condition.Is(String attribute, AttributeValue value) ->
                found.filter(item -> Objects.equals(item.attributes().get(attribute), value))
                        .isPresent();
            case Condition.None() -> true;
        };
    }

    private void carryOut(Write write) {
        switch (write.effect()) {
            case PUT -> put(write);
            case CHECK -> {}
            case DELETE -> {
                var _ = partition(write.table(), write.item().pk())
                        .remove(write.item().sk());
            }
        }
    }

    private void put(Write write) {
        partitions(write.table())
                .computeIfAbsent(write.item().pk(), pk -> new TreeMap<>())
                .put(write.item().sk(), Map.copyOf(write.item().attributes()));
    }

    private NavigableMap<String, Map<String, AttributeValue>> partition(Table table, String pk) {
        return partitions(table).getOrDefault(pk, new TreeMap<>());
    }

    private NavigableMap<String, NavigableMap<String, Map<String, AttributeValue>>> partitions(Table table) {
        return switch (table) {
            case LEDGER -> ledger;
            case MEMBERS -> members;
        };
    }

    /** What DynamoDB would refuse as no transaction at all. */
    private static void check(List<Write> writes) {
        if (writes.isEmpty() || writes.size() > MOST_WRITES) {
            throw new IllegalArgumentException("a transaction of " + writes.size() + " writes");
        }
        Set<List<Object>> keys = new HashSet<>();
        for (Write write : writes) {
            Item item = write.item();
            if (item.pk().isEmpty() || item.sk().isEmpty() || !keys.add(List.of(write.table(), item.pk(), item.sk()))) {
                throw new IllegalArgumentException("an empty key, or one key twice: " + item.pk() + " " + item.sk());
            }
            item.attributes().values().forEach(FakeTables::check);
        }
    }

    private static void check(AttributeValue value) {
        switch (value.type()) {
            case S, N, B, BOOL -> {}
            case L -> value.l().forEach(FakeTables::check);
            case M -> value.m().values().forEach(FakeTables::check);
            default -> throw new IllegalArgumentException("no item of ours has an attribute of type " + value.type());
        }
    }
}
