package dev.tallystick.ledger;

import dev.tallystick.points.Account;
import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import java.time.Duration;
import java.time.Instant;

/**
 * The index by which a schedule finds the accounts that time has something to do with. Accounts are spread over shards, and
 * ends of lots, which come all at once with the end of a month, over two days. In the index only: an account itself is right
 * to the second whenever somebody looks.
 */
final class DueIndex {

    static final int SHARDS = 64;

    private static final long SPREAD_SECONDS = Duration.ofDays(2).toSeconds();

    private DueIndex() {}

    /** Adds what the index goes by. */
    static Item write(Item item, Account account) {
        int hash = account.member().value().hashCode();
        return account.dueAt(Duration.ofSeconds(Math.floorMod(hash, SPREAD_SECONDS)))
                .map(due -> item.put(Keys.DUE_SHARD, Math.floorMod(hash / SHARDS, SHARDS))
                        .put(Keys.DUE_AT, secondsNotBefore(due)))
                .orElse(item);
    }

    private static long secondsNotBefore(Instant due) {
        return due.getNano() == 0 ? due.getEpochSecond() : due.getEpochSecond() + 1;
    }
}
