package dev.tallystick.relay;

import dev.tallystick.store.Database;
import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import dev.tallystick.store.Tables;
import dev.tallystick.stream.StreamBatch.StreamRecord;
import java.math.BigInteger;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Entries that the relay could not read, by where they lie in the ledger. An entry that was set aside once is sent from here
 * and never from the stream, which may bring it again when a newer version can read it: else it would be sent twice.
 */
final class SetAside {

    private static final int PAGE = 100;

    private final Database database;
    private final String table;
    private final InstantSource clock;

    SetAside(Database database, Tables tables, InstantSource clock) {
        this.database = database;
        this.table = tables.insights();
        this.clock = clock;
    }

    /** An entry and the place in the stream at which it came. */
    record Entry(String shardId, BigInteger position, Keys keys) {

        /** A shard of its own, so that consumers take it once, without regard to what came before or after. */
        String ownShard() {
            return shardId + "/" + position;
        }
    }

    /** Those of the records, which are in their order, that lie here or did. */
    Set<BigInteger> positionsOf(String shardId, List<StreamRecord> records) {
        if (records.isEmpty()) {
            return Set.of();
        }
        Set<String> found = database
                .keys(
                        table,
                        Keys.ASIDE,
                        Keys.aside(shardId, records.getFirst().number().subtract(BigInteger.ONE))
                                .sk(),
                        records.size())
                .stream()
                .map(Keys::sk)
                .collect(Collectors.toCollection(HashSet::new));
        return records.stream()
                .map(StreamRecord::number)
                .filter(position -> found.contains(Keys.aside(shardId, position).sk()))
                .collect(Collectors.toSet());
    }

    void put(Entry entry) {
        database.put(table, item(entry));
    }

    /** Those that were not sent yet. */
    List<Entry> waiting() {
        return database.partition(table, Keys.ASIDE, PAGE).stream()
                .filter(item -> !item.has("expiresAt"))
                .map(item -> new Entry(
                        item.text("shard"),
                        new BigInteger(item.text("position")),
                        new Keys(item.text("entryPk"), item.text("entrySk"))))
                .toList();
    }

    /** It is kept until the stream has forgotten it. */
    void sent(Entry entry) {
        database.put(
                table,
                item(entry)
                        .put(
                                "expiresAt",
                                clock.instant().plus(SentPositions.KEPT).getEpochSecond()));
    }

    private static Item item(Entry entry) {
        return Item.with(Keys.aside(entry.shardId, entry.position))
                .put("shard", entry.shardId)
                .put("position", entry.position.toString())
                .put("entryPk", entry.keys.pk())
                .put("entrySk", entry.keys.sk());
    }
}
