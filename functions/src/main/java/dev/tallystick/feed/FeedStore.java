package dev.tallystick.feed;

import dev.tallystick.store.Database;
import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import dev.tallystick.store.Tables;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * The feed's chunks, and how many there are. Chunk and count are written in one transaction, the chunk only where none is: so
 * whoever has read the count finds every chunk up to it, and no chunk ever changes.
 */
final class FeedStore {

    /** As many as a query reads at a time: chunks may hold one event or a hundred. */
    private static final int AT_A_TIME = 50;

    private static final String CHUNKS = "chunks";

    private final Database database;
    private final String table;

    FeedStore(Database database, Tables tables) {
        this.database = database;
        this.table = tables.insights();
    }

    /** How many chunks there are. */
    long chunks() {
        return database.get(table, Keys.feed()).map(feed -> feed.number(CHUNKS)).orElse(0L);
    }

    /** The writes that append events after so many chunks, if there are still no more. */
    List<TransactWriteItem> appending(List<?> events, long chunks) {
        return List.of(
                Database.putIfAbsent(table, Chunk.write(chunks + 1, events)),
                Database.ifVersion(
                        table,
                        Item.with(Keys.feed()).put(CHUNKS, chunks + 1),
                        CHUNKS,
                        Optional.of(chunks).filter(count -> count > 0)));
    }

    /**
     * Chunks from one on that is there: some of those that follow one another.
     *
     * @throws IllegalStateException when it is not there
     */
    Stream<Chunk> from(long number) {
        Keys first = Keys.feedChunk(number);
        List<Map<String, AttributeValue>> found = database.query(QueryRequest.builder()
                        .tableName(table)
                        .consistentRead(true)
                        .keyConditionExpression(Keys.PK + " = :pk and " + Keys.SK + " >= :sk")
                        .expressionAttributeValues(Map.of(
                                ":pk", AttributeValue.fromS(first.pk()), ":sk", AttributeValue.fromS(first.sk())))
                        .limit(AT_A_TIME)
                        .build())
                .items();
        if (found.isEmpty() || !Keys.of(found.getFirst()).equals(first)) {
            throw new IllegalStateException("a chunk of the feed is missing");
        }
        return found.stream().map(item -> Chunk.read(Item.of(item)));
    }
}
