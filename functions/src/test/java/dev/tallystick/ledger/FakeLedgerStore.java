package dev.tallystick.ledger;

import dev.tallystick.ledger.FakeTables.Table;
import dev.tallystick.ledger.FakeTables.Write;
import dev.tallystick.points.Account;
import dev.tallystick.points.EntryKey;
import dev.tallystick.points.MemberId;
import dev.tallystick.points.OperationKey;
import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import dev.tallystick.store.SecretKeys;
import dev.tallystick.store.Unavailable;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The ledger in memory, as {@link DynamoLedgerStore} keeps it: the same items, the same conditions, looked at in the same
 * order. What befalls each of its calls is up to a {@link Network}.
 */
public final class FakeLedgerStore implements LedgerStore, MembersTable {

    private static final int PAGE = 100;

    private final FakeTables tables;
    private final Network network;
    private final Directory directory;

    /** @param keys of the directory, by which identifiers are put */
    public FakeLedgerStore(FakeTables tables, Network network, Supplier<SecretKeys> keys) {
        this.tables = tables;
        this.network = network;
        this.directory = Proofs.directory(this, keys, InstantSource.system());
    }

    /** What lies between a function and its tables. */
    public interface Network {

        /** Nothing ever goes wrong. */
        Network PERFECT = new Network() {
            @Override
            public Fate read(String what) {
                return Fate.ANSWERED;
            }

            @Override
            public Fate write(String what) {
                return Fate.ANSWERED;
            }

            @Override
            public void late(Runnable write) {
                throw new IllegalStateException("no write is late");
            }

            @Override
            public void answered(String what, Object answer) {}
        };

        /** What becomes of a read: {@code ANSWERED} or {@code THROTTLED}. */
        Fate read(String what);

        Fate write(String what);

        /** Keeps a write that its caller has given up, to be made whenever it arrives. */
        void late(Runnable write);

        /** Is told how a write that was answered ended. */
        void answered(String what, Object answer);
    }

    /** What becomes of a call. */
    public enum Fate {
        ANSWERED,
        /** Refused before anything. */
        THROTTLED,
        /** Refused since somebody else is writing there, as DynamoDB says even where that comes to nothing. */
        CONFLICTING,
        /** Not answered and not done. */
        TIMED_OUT,
        /** Done and not answered. */
        ANSWER_LOST,
        /** Not answered, and done when nobody waits for it any more. */
        LATE
    }

    @Override
    public Optional<Item> get(Keys keys) {
        return read("get " + keys.pk() + " " + keys.sk(), () -> tables.get(keys));
    }

    @Override
    public Optional<Account> account(MemberId member) {
        return new Accounts(this).find(member);
    }

    @Override
    public Optional<Recorded> find(OperationKey operation) {
        Keys keys = EntryKeys.of(new EntryKey.Step(operation, 0));
        return read("find " + keys.pk(), () -> tables.get(Table.LEDGER, keys.pk(), keys.sk()))
                .map(EntryItem::read);
    }

    @Override
    public List<Recorded> steps(OperationKey operation) {
        String pk = EntryKeys.partition(operation);
        List<Item> items = new ArrayList<>();
        List<Item> page;
        do {
            String after = items.isEmpty() ? "" : items.getLast().sk();
            page = read("steps " + pk + " after " + after, () -> tables.page(pk, after, PAGE));
            items.addAll(page);
        } while (page.size() == PAGE);
        return items.stream().map(EntryItem::read).toList();
    }

    @Override
    public boolean settle(Account before, List<LedgerEntry> entries, Account after) {
        List<Write> writes = new ArrayList<>();
        entries.forEach(entry -> writes.add(Write.putIfAbsent(Table.LEDGER, EntryItem.write(entry))));
        writes.add(Write.putAccount(after, before.seq()));
        return transactIfUnchanged("settle " + after.member().value() + " to " + after.seq(), writes);
    }

    @Override
    public boolean close(Tombstone tombstone) {
        return transactIfUnchanged(
                "close " + tombstone.entryId(), List.of(Write.putIfAbsent(Table.LEDGER, EntryItem.write(tombstone))));
    }

    @Override
    public Committed commit(Commit commit) {
        List<Write> writes = new ArrayList<>();
        commit.entries().forEach(entry -> writes.add(Write.putIfAbsent(Table.LEDGER, EntryItem.write(entry))));
        int entry = writes.size() - 1;
        writes.add(Write.putAccount(commit.account(), commit.seqBefore()));
        commit.newMember()
                .ifPresent(member -> writes.add(Write.putIfAbsent(Table.MEMBERS, ProfileItem.write(member.profile()))));
        int firstClaim = writes.size();
        List<Identifier.Type> claims = new ArrayList<>();
        commit.newMember().map(NewMember::identifiers).orElse(List.of()).forEach(identifier -> {
            List<Write> its = claim(identifier, commit.account().member());
            its.forEach(write -> claims.add(identifier.type()));
            writes.addAll(its);
        });
        commit.note().ifPresent(note -> writes.add(Write.putIfAbsent(Table.MEMBERS, note(commit, note))));
        String what =
                "commit " + commit.entry().entryId() + " to " + commit.account().seq();
        Optional<List<Boolean>> failed = transact(what, writes);
        Committed committed = failed.<Committed>map(which -> {
                    if (commit.entry().key().step() == 0 && which.get(entry)) {
                        return new Committed.AlreadyRecorded(
                                find(writes.get(entry).item()));
                    }
                    for (int i = 0; i < claims.size(); i++) {
                        if (which.get(firstClaim + i)) {
                            return new Committed.IdentifierTaken(claims.get(i));
                        }
                    }
                    return new Committed.Conflict();
                })
                .orElseGet(Committed.Done::new);
        return answered(what, committed);
    }

    @Override
    public boolean erase(Erasure erasure) {
        List<Write> writes = new ArrayList<>();
        erasure.entry().ifPresent(entry -> {
            writes.add(Write.putIfAbsent(Table.LEDGER, EntryItem.write(entry)));
            writes.add(Write.putAccount(erasure.account(), erasure.account().seq() - 1));
        });
        erasure.profile().ifPresent(profile -> {
            writes.add(Write.deleteProfile(profile));
            directory.places(profile).forEach(place -> writes.add(Write.deleteIdentifier(place, profile.member())));
        });
        return transactIfUnchanged("erase " + erasure.account().member().value(), writes);
    }

    @Override
    public boolean sweep(MemberId member) {
        String what = "sweep " + member.value();
        String pk = Keys.member(member.value());
        String after = "";
        while (true) {
            String from = after;
            List<Keys> page = read(what + " after " + from, () -> tables.keysOfMember(pk, from, PAGE));
            List<Write> deletes = page.stream()
                    .filter(Keys::isBesideProfile)
                    .map(Write::delete)
                    .toList();
            if (!deletes.isEmpty() && !transactIfUnchanged(what, deletes)) {
                return false;
            }
            if (page.size() < PAGE) {
                return true;
            }
            after = page.getLast().sk();
        }
    }

    private Recorded find(Item item) {
        return EntryItem.read(tables.get(Table.LEDGER, item.pk(), item.sk()).orElseThrow());
    }

    private List<Write> claim(Identifier identifier, MemberId member) {
        return Stream.concat(
                        Stream.of(Write.putIfAbsent(Table.MEMBERS, directory.item(identifier, member))),
                        directory.elsewhere(identifier).stream().map(Write::checkAbsent))
                .toList();
    }

    private static Item note(Commit commit, String note) {
        return Item.with(Keys.note(
                        commit.account().member().value(), commit.entry().entryId()))
                .put("format", 1)
                .put("at", commit.entry().entry().at())
                .put("note", note);
    }

    private boolean transactIfUnchanged(String what, List<Write> writes) {
        return answered(what, transact(what, writes).isEmpty());
    }

    /** As {@link FakeTables#transact}; a conflict that the network makes fails no condition and writes nothing. */
    private Optional<List<Boolean>> transact(String what, List<Write> writes) {
        return switch (network.write(what)) {
            case ANSWERED -> tables.transact(writes);
            case CONFLICTING -> Optional.of(writes.stream().map(write -> false).toList());
            case THROTTLED, TIMED_OUT -> throw unavailable();
            case ANSWER_LOST -> {
                var _ = tables.transact(writes);
                throw unavailable();
            }
            case LATE -> {
                network.late(() -> {
                    var _ = tables.transact(writes);
                });
                throw unavailable();
            }
        };
    }

    private <T> T answered(String what, T answer) {
        network.answered(what, answer);
        return answer;
    }

    private <T> T read(String what, Supplier<T> read) {
        return switch (network.read(what)) {
            case ANSWERED -> read.get();
            case THROTTLED, TIMED_OUT -> throw unavailable();
            case CONFLICTING, ANSWER_LOST, LATE -> throw new IllegalArgumentException("not what befalls a read");
        };
    }

    private static Unavailable unavailable() {
        return new Unavailable(new IllegalStateException("as the simulation wills"));
    }
}
