package dev.tallystick.ledger;

import dev.tallystick.points.Account;
import dev.tallystick.points.MemberId;
import dev.tallystick.store.Database;
import dev.tallystick.store.Item;
import dev.tallystick.store.Tables;
import java.util.List;
import java.util.Optional;

/** Makes accounts anew from their entries, for the day after a restore. */
public final class Rebuild {

    private final Database database;
    private final Tables tables;
    private final Accounts accounts;
    private final Replay replay;

    public Rebuild(Database database, Tables tables, Accounts accounts, Statements statements) {
        this.database = database;
        this.tables = tables;
        this.accounts = accounts;
        this.replay = new Replay(statements);
    }

    /** What became of one account. */
    public enum Result {
        /** It was as its entries say. */
        RIGHT,
        /** It was missing, behind or wrong, and is as its entries say now. */
        REBUILT,
        /** It knows more entries than the ledger has; it was left alone. */
        AHEAD,
        /** Somebody wrote at the same time, or an entry is not to be seen yet; it was left alone. */
        BUSY,
        /** Its entries do not follow from one another; it was left alone. */
        BROKEN
    }

    /**
     * @param evenIfAhead whether an account that knows more entries than the ledger has is made anew as well: right after a
     *     restore of the ledger to an earlier moment, wrong while anybody works
     * @throws dev.tallystick.store.Unavailable when the store does not answer
     */
    public Result rebuild(MemberId member, boolean evenIfAhead) {
        Optional<Item> found = accounts.item(member);
        return switch (replay.replay(member, Long.MAX_VALUE)) {
            case Replay.Result.Broken _ -> Result.BROKEN;
            case Replay.Result.Gap _ -> Result.BUSY;
            case Replay.Result.Told(Optional<Account> told, boolean _) -> {
                long seq = found.map(AccountItem::seq).orElse(0L);
                long known = told.map(Account::seq).orElse(0L);
                if (told.equals(found.flatMap(item -> readable(member, item)))) {
                    yield Result.RIGHT;
                }
                if (told.isEmpty() || (seq > known && !evenIfAhead)) {
                    yield Result.AHEAD;
                }
                yield database.transactIfUnchanged(List.of(AccountItem.put(tables.members(), told.get(), seq)))
                        ? Result.REBUILT
                        : Result.BUSY;
            }
        };
    }

    private static Optional<Account> readable(MemberId member, Item item) {
        try {
            return Optional.of(AccountItem.read(member, item));
        } catch (Item.Unreadable e) {
            return Optional.empty();
        }
    }
}
