package dev.tallystick.ledger;

import static dev.tallystick.store.Database.checkAbsent;
import static dev.tallystick.store.Database.putIfAbsent;

import dev.tallystick.points.Account;
import dev.tallystick.points.EntryKey;
import dev.tallystick.points.MemberId;
import dev.tallystick.points.OperationKey;
import dev.tallystick.store.Cancellation;
import dev.tallystick.store.Database;
import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import dev.tallystick.store.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** The ledger in DynamoDB: entries in one table, what changes in the other, both in one transaction. */
public final class DynamoLedgerStore implements LedgerStore {

    private static final int MOST_STEPS_A_PAGE = 100;
    private static final int MOST_SWEPT_A_PAGE = 100;

    private final Database database;
    private final Tables tables;
    private final Accounts accounts;
    private final Directory directory;

    public DynamoLedgerStore(Database database, Tables tables, Accounts accounts, Directory directory) {
        this.database = database;
        this.tables = tables;
        this.accounts = accounts;
        this.directory = directory;
    }

    @Override
    public Optional<Account> account(MemberId member) {
        return accounts.find(member);
    }

    @Override
    public Optional<Recorded> find(OperationKey operation) {
        return database.get(tables.ledger(), EntryKeys.of(new EntryKey.Step(operation, 0)))
                .map(EntryItem::read);
    }

    @Override
    public List<Recorded> steps(OperationKey operation) {
        return database.partition(tables.ledger(), EntryKeys.partition(operation), MOST_STEPS_A_PAGE).stream()
                .map(EntryItem::read)
                .toList();
    }

    @Override
    public boolean settle(Account before, List<LedgerEntry> entries, Account after) {
        List<TransactWriteItem> writes = new ArrayList<>();
        entries.forEach(entry -> writes.add(putIfAbsent(tables.ledger(), EntryItem.write(entry))));
        writes.add(AccountItem.put(tables.members(), after, before.seq()));
        return database.transactIfUnchanged(writes);
    }

    @Override
    public Committed commit(Commit commit) {
        // Cancellation reasons come in the order of the writes.
        List<TransactWriteItem> writes = new ArrayList<>();
        commit.entries().forEach(entry -> writes.add(putIfAbsent(tables.ledger(), EntryItem.write(entry))));
        int entry = writes.size() - 1;
        writes.add(AccountItem.put(tables.members(), commit.account(), commit.seqBefore()));
        commit.newMember()
                .ifPresent(
                        newMember -> writes.add(putIfAbsent(tables.members(), ProfileItem.write(newMember.profile()))));
        List<Claim> claims = claims(commit);
        int firstClaim = writes.size();
        claims.forEach(claim -> writes.add(claim.write()));
        commit.note().ifPresent(note -> writes.add(putNote(commit, note)));
        try {
            database.transact(writes);
            return new Committed.Done();
        } catch (TransactionCanceledException e) {
            return cancelled(new Cancellation(e), commit, entry, claims, firstClaim);
        }
    }

    @Override
    public boolean close(Tombstone tombstone) {
        return database.transactIfUnchanged(List.of(putIfAbsent(tables.ledger(), EntryItem.write(tombstone))));
    }

    @Override
    public boolean erase(Erasure erasure) {
        List<TransactWriteItem> writes = new ArrayList<>();
        erasure.entry().ifPresent(entry -> {
            writes.add(putIfAbsent(tables.ledger(), EntryItem.write(entry)));
            writes.add(AccountItem.put(
                    tables.members(), erasure.account(), erasure.account().seq() - 1));
        });
        erasure.profile().ifPresent(profile -> {
            writes.add(ProfileItem.delete(tables.members(), profile));
            directory
                    .places(profile)
                    .forEach(place -> writes.add(IdentifierItem.delete(tables.members(), place, profile.member())));
        });
        return database.transactIfUnchanged(writes);
    }

    @Override
    public boolean sweep(MemberId member) {
        String partition = Keys.member(member.value());
        String after = " ";
        while (true) {
            List<Keys> page = database.keys(tables.members(), partition, after, MOST_SWEPT_A_PAGE);
            List<TransactWriteItem> deletes = page.stream()
                    .filter(Keys::isBesideProfile)
                    .map(keys -> Database.delete(Delete.builder()
                            .tableName(tables.members())
                            .key(keys.attributes())
                            .build()))
                    .toList();
            if (!deletes.isEmpty() && !database.transactIfUnchanged(deletes)) {
                return false;
            }
            if (page.size() < MOST_SWEPT_A_PAGE) {
                return true;
            }
            after = page.getLast().sk();
        }
    }

    private TransactWriteItem putNote(Commit commit, String note) {
        Item item = Item.with(Keys.note(
                        commit.account().member().value(), commit.entry().entryId()))
                .put("format", 1)
                .put("at", commit.entry().entry().at())
                .put("note", note);
        return putIfAbsent(tables.members(), item);
    }

    /** A write that fails where an identifier is taken. */
    private record Claim(Identifier.Type type, TransactWriteItem write) {}

    private List<Claim> claims(Commit commit) {
        List<Identifier> identifiers =
                commit.newMember().map(NewMember::identifiers).orElse(List.of());
        List<Claim> claims = new ArrayList<>();
        for (Identifier identifier : identifiers) {
            Item item = directory.item(identifier, commit.account().member());
            claims.add(new Claim(identifier.type(), putIfAbsent(tables.members(), item)));
            directory
                    .elsewhere(identifier)
                    .forEach(keys -> claims.add(new Claim(identifier.type(), checkAbsent(tables.members(), keys))));
        }
        return claims;
    }

    /** The operation's identity is looked at first: a duplicate is one even if the account has changed as well. */
    private static Committed cancelled(
            Cancellation cancellation, Commit commit, int entry, List<Claim> claims, int firstClaim) {
        if (commit.entry().key().step() == 0 && cancellation.conditionFailed(entry)) {
            return new Committed.AlreadyRecorded(EntryItem.read(cancellation.found(entry)));
        }
        if (!cancellation.conflicts(entry)) {
            for (int i = 0; i < claims.size(); i++) {
                if (cancellation.conditionFailed(firstClaim + i)) {
                    return new Committed.IdentifierTaken(claims.get(i).type());
                }
            }
        }
        cancellation.orThrowUnlessOfTheMoment();
        return new Committed.Conflict();
    }
}
