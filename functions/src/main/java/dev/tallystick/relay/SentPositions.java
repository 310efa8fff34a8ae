package dev.tallystick.relay;

import dev.tallystick.store.Database;
import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import dev.tallystick.store.Tables;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The last position of each shard that the queue has taken. A message names it, so that its consumer can tell when one
 * before it is missing.
 */
final class SentPositions {

    /** A shard is over after a day; what was sent of it may wait in a queue for fourteen. */
    private static final Duration KEPT = Duration.ofDays(60);

    private final Database database;
    private final String table;
    private final InstantSource clock;

    SentPositions(Database database, Tables tables, InstantSource clock) {
        this.database = database;
        this.table = tables.insights();
        this.clock = clock;
    }

    /** Nothing before the first message of the shard. */
    Optional<String> last(String shardId) {
        return database.get(table, Keys.relayed(shardId)).map(item -> item.text("position"));
    }

    void sent(String shardId, String position) {
        database.put(
                table,
                Item.with(Keys.relayed(shardId))
                        .put("position", position)
                        .put("expiresAt", clock.instant().plus(KEPT).getEpochSecond()));
    }
}
