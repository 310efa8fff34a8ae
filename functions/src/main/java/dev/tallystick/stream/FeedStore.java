package dev.tallystick.stream;

import dev.tallystick.store.Database;
import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import dev.tallystick.store.Tables;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * The feed's chunks, and how many there are. Chunk and count are written in one transaction, the chunk only where none is: so
 * whoever has read the count finds every chunk up to it, and no chunk ever changes.
 */
public final class FeedStore {

    /** A batch answers at most 16 MB, and a chunk is at most 400 KB. */
    private static final int AT_A_TIME = 40;

    private static final String CHUNKS = "chunks";

    private final Database database;
    private final String table;

    public FeedStore(Database database, Tables tables) {
        this.database = database;
        this.table = tables.insights();
    }

    /** How many chunks there are. */
    public long chunks() {
        return database.get(table, Keys.feed()).map(feed -> feed.number(CHUNKS)).orElse(0L);
    }

    /** The writes that append events after so many chunks, if there are still no more. */
    public List<TransactWriteItem> appending(List<?> events, long chunks) {
        return List.of(
                Database.putIfAbsent(table, Chunk.write(chunks + 1, events)),
                Database.ifVersion(
                        table,
                        Item.with(Keys.feed()).put(CHUNKS, chunks + 1),
                        CHUNKS,
                        Optional.of(chunks).filter(count -> count > 0)));
    }

    /**
     * A chunk that is there.
     *
     * @throws IllegalStateException when it is not
     */
    public Chunk chunk(long number) {
        return database.get(table, Keys.feedChunk(number))
                .map(Chunk::read)
                .orElseThrow(() -> new IllegalStateException("a chunk of the feed is missing"));
    }

    /**
     * Chunks that are there, one after another: so many, or fewer where that is more than are read at a time.
     *
     * @throws IllegalStateException when one of them is not there
     */
    List<Chunk> from(long number, long chunks) {
        List<Keys> keys = LongStream.range(number, number + Math.min(chunks, AT_A_TIME))
                .mapToObj(Keys::feedChunk)
                .toList();
        List<Item> found = database.getAll(table, keys);
        if (found.size() < keys.size()) {
            throw new IllegalStateException("a chunk of the feed is missing");
        }
        return found.stream()
                .map(Chunk::read)
                .sorted(Comparator.comparingLong(Chunk::number))
                .toList();
    }
}
