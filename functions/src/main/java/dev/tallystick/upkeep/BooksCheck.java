package dev.tallystick.upkeep;

import dev.tallystick.json.JsonObject;
import dev.tallystick.log.Log;
import dev.tallystick.points.LedgerAccount;
import dev.tallystick.store.Database;
import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import dev.tallystick.store.Names;
import dev.tallystick.store.Tables;
import java.util.stream.Stream;

/** The trial balance as it was counted: its sums add up to zero, or somebody has to look at it. */
final class BooksCheck {

    private final Database database;
    private final Tables tables;

    BooksCheck(Database database, Tables tables) {
        this.database = database;
        this.tables = tables;
    }

    /** By how many points the books are out; every run that finds any has a line in the log, on which an alarm stands. */
    long difference() {
        long difference = database.get(tables.insights(), Keys.trialBalance())
                .map(BooksCheck::sum)
                .orElse(0L);
        if (difference != 0) {
            Log.error("books-unbalanced", new JsonObject().with("difference", difference));
        }
        return difference;
    }

    private static long sum(Item sums) {
        return Stream.of(LedgerAccount.values())
                .mapToLong(account -> sums.numberOr(Names.of(account), 0))
                .reduce(0, Math::addExact);
    }
}
