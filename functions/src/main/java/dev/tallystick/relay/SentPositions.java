package dev.tallystick.relay;

import dev.tallystick.store.Database;
import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import dev.tallystick.store.Tables;
import java.math.BigInteger;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The last position of each shard that was sent to one consumer, or is kept for it. The next message names it, so that the
 * consumer can tell when one before it is missing; and what lies at or before it is not sent again.
 */
final class SentPositions {

    /** A shard is over after a day; what was sent of it may wait in a queue for fourteen. */
    static final Duration KEPT = Duration.ofDays(60);

    private final Database database;
    private final String table;
    private final String consumer;
    private final InstantSource clock;

    SentPositions(Database database, Tables tables, String consumer, InstantSource clock) {
        this.database = database;
        this.table = tables.insights();
        this.consumer = consumer;
        this.clock = clock;
    }

    /** Nothing before the first message of the shard. */
    Optional<BigInteger> last(String shardId) {
        return database.get(table, Keys.relayed(consumer, shardId)).map(item -> new BigInteger(item.text("position")));
    }

    void sent(String shardId, BigInteger position) {
        database.put(
                table,
                Item.with(Keys.relayed(consumer, shardId))
                        .put("position", position.toString())
                        .put("expiresAt", clock.instant().plus(KEPT).getEpochSecond()));
    }
}
