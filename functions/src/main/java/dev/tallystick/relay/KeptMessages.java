package dev.tallystick.relay;

import dev.tallystick.store.Database;
import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import dev.tallystick.store.Tables;
import java.math.BigInteger;
import java.util.List;

/** Messages that one consumer's queue did not take, in the order of their shards, until it does. */
final class KeptMessages {

    private final Database database;
    private final String table;
    private final String consumer;

    KeptMessages(Database database, Tables tables, String consumer) {
        this.database = database;
        this.table = tables.insights();
        this.consumer = consumer;
    }

    /** A message as the queue is to get it; {@code first} is the position it begins with. */
    record Message(String shardId, BigInteger first, String deduplicationId, String body) {}

    void put(Message message) {
        database.put(
                table,
                Item.with(keys(message))
                        .put("shard", message.shardId)
                        .put("first", message.first.toString())
                        .put("deduplicationId", message.deduplicationId)
                        .put("body", message.body));
    }

    /** The first of one shard, at most so many. */
    List<Message> of(String shardId, int most) {
        return after(Keys.keptOf(shardId), most).stream()
                .filter(message -> message.shardId.equals(shardId))
                .toList();
    }

    /** The first of all shards, at most so many. */
    List<Message> first(int most) {
        return after(Keys.keptOf(""), most);
    }

    void delete(Message message) {
        database.delete(table, keys(message));
    }

    private List<Message> after(String after, int most) {
        return database.keys(table, Keys.kept(consumer), after, most).stream()
                .flatMap(keys -> database.get(table, keys).stream())
                .map(item -> new Message(
                        item.text("shard"),
                        new BigInteger(item.text("first")),
                        item.text("deduplicationId"),
                        item.text("body")))
                .toList();
    }

    private Keys keys(Message message) {
        return Keys.kept(consumer, message.shardId, message.first);
    }
}
