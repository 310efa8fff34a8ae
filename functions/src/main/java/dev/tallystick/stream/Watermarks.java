package dev.tallystick.stream;

import dev.tallystick.store.Database;
import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import dev.tallystick.store.Tables;
import java.math.BigInteger;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** How far one consumer has come in each shard. */
public final class Watermarks {

    /** A shard is over after a day and its messages after fourteen; its watermark is kept for longer. */
    private static final Duration KEPT = Duration.ofDays(60);

    private final Database database;
    private final String table;
    private final String consumer;
    private final InstantSource clock;

    public Watermarks(Database database, Tables tables, String consumer, InstantSource clock) {
        this.database = database;
        this.table = tables.insights();
        this.consumer = consumer;
        this.clock = clock;
    }

    /** Where the consumer stands in each of the shards. */
    public Map<String, Watermark> of(List<String> shardIds) {
        Map<Keys, Optional<BigInteger>> positions = new HashMap<>();
        database.getAll(table, shardIds.stream().map(this::keys).toList())
                .forEach(item -> positions.put(
                        new Keys(item.pk(), item.sk()), Optional.of(new BigInteger(item.text("position")))));
        Map<String, Watermark> watermarks = new LinkedHashMap<>();
        shardIds.forEach(shardId -> watermarks.put(
                shardId, new Watermark(shardId, positions.getOrDefault(keys(shardId), Optional.empty()))));
        return watermarks;
    }

    private Keys keys(String shardId) {
        return Keys.watermark(consumer, shardId);
    }

    /** Writes all of it and moves the watermarks from where they were, or neither where anything is no longer what it was. */
    boolean move(Map<String, Watermark> from, Map<String, Watermark> to, List<TransactWriteItem> writes) {
        List<TransactWriteItem> all = new ArrayList<>(writes);
        to.forEach((shardId, next) -> all.add(put(Objects.requireNonNull(from.get(shardId)), next)));
        return database.transactIfUnchanged(all);
    }

    private TransactWriteItem put(Watermark from, Watermark to) {
        Item item = Item.with(keys(to.shardId()))
                .put("position", to.position().orElseThrow().toString())
                .put("expiresAt", clock.instant().plus(KEPT).getEpochSecond());
        if (from.position().isEmpty()) {
            return Database.putIfAbsent(table, item);
        }
        return Database.put(Put.builder()
                .tableName(table)
                .item(item.attributes())
                .conditionExpression("#position = :from")
                .expressionAttributeNames(Map.of("#position", "position"))
                .expressionAttributeValues(Map.of(
                        ":from", AttributeValue.fromS(from.position().get().toString())))
                .build());
    }
}
