package dev.tallystick.insight;

import dev.tallystick.store.Backoff;
import dev.tallystick.store.Database;
import dev.tallystick.store.Keys;
import dev.tallystick.store.Tables;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * What counting anew writes. Each write moves its checkpoint in the same transaction, and only from where it stood, so that two
 * calls at once, or one that died, count nothing twice.
 */
final class RecountStore {

    private static final int MOST_WRITES = 100;

    private final Database database;
    private final String table;
    private final InsightStore store;
    private final FiguresItem figuresItem;

    RecountStore(Database database, Tables tables) {
        this.database = database;
        this.table = tables.insights();
        this.store = new InsightStore(database, tables);
        this.figuresItem = new FiguresItem(table);
    }

    Figures figures() {
        return store.figures();
    }

    Optional<Recounting> recounting() {
        return database.get(table, Recounting.KEYS).map(RecountingItem::read);
    }

    /** @return whether it began; if not, something is no longer as it was read. So with all that follow */
    boolean begin(Figures read, Optional<Recounting> before, Recounting recounting) {
        return database.transactIfUnchanged(List.of(
                figuresItem.beginning(read, recounting.generation()),
                moving(before.map(Recounting::step), recounting)));
    }

    boolean count(Recounting from, Increment increment, Recounting to) {
        List<TransactWriteItem> writes = new ArrayList<>(store.adding(from.generation(), increment));
        writes.add(moving(Optional.of(from.step()), to));
        return database.transactIfUnchanged(writes);
    }

    boolean switchOver(Figures read, Recounting recounting) {
        return database.transactIfUnchanged(List.of(
                figuresItem.switching(read, recounting.sums(), recounting.months()),
                moving(Optional.of(recounting.step()), recounting.switched())));
    }

    boolean move(Recounting from, Recounting to) {
        return database.transactIfUnchanged(List.of(moving(Optional.of(from.step()), to)));
    }

    /** Lets a month's rows of a generation be deleted after an instant. */
    void expire(long generation, YearMonth month, Instant at) {
        for (String kind : List.of(Keys.DAILY, Keys.JOURNEYS)) {
            String partition = Keys.figuresOf(kind, generation, month);
            String after = " ";
            List<Keys> page;
            do {
                page = database.keys(table, partition, after, MOST_WRITES);
                expire(page, at);
                after = page.isEmpty() ? after : page.getLast().sk();
            } while (!page.isEmpty());
        }
    }

    private void expire(List<Keys> rows, Instant at) {
        AttributeValue expiresAt = AttributeValue.fromN(Long.toString(at.getEpochSecond()));
        List<TransactWriteItem> writes = rows.stream()
                .map(keys -> new Change().set("expiresAt", expiresAt).on(table, keys))
                .toList();
        Backoff backoff = new Backoff();
        while (!writes.isEmpty() && !database.transactIfUnchanged(writes)) {
            backoff.pause();
        }
    }

    private TransactWriteItem moving(Optional<Long> from, Recounting to) {
        return Database.ifVersion(table, RecountingItem.write(to), Recounting.STEP, from);
    }
}
