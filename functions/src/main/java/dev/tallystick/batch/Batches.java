package dev.tallystick.batch;

import dev.tallystick.store.Database;
import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import dev.tallystick.store.Tables;
import java.util.List;
import java.util.Optional;

/** The batches that were accepted. */
final class Batches {

    private static final int PAGE = 100;

    private final Database database;
    private final Tables tables;

    Batches(Database database, Tables tables) {
        this.database = database;
        this.tables = tables;
    }

    /** Keeps what is known of a batch, unless it is known already; then what is known. */
    Optional<BatchHeader> keep(BatchHeader header) {
        return database.putOrFind(tables.members(), header.write()).map(BatchHeader::read);
    }

    /**
     * The batch of this identity. Where there is none and it names no till, the one batch of this id that a till of the source
     * made: whoever uploads for tills may ask by the bare id.
     */
    Optional<BatchHeader> find(BatchKey key) {
        Optional<Item> own = database.get(tables.members(), Keys.batch(key.source(), key.terminal(), key.batchId()));
        if (own.isPresent() || key.terminal() != null) {
            return own.map(BatchHeader::read);
        }
        List<Item> ofTills = database.partition(tables.members(), Keys.batches(key.source(), key.batchId()), PAGE);
        return ofTills.size() == 1 ? Optional.of(BatchHeader.read(ofTills.getFirst())) : Optional.empty();
    }
}
