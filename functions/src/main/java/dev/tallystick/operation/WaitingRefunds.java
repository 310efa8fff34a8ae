package dev.tallystick.operation;

import dev.tallystick.json.JsonObject;
import dev.tallystick.ledger.BatchRow;
import dev.tallystick.log.Log;
import dev.tallystick.points.EntryKey;
import dev.tallystick.store.Database;
import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import dev.tallystick.store.Tables;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Refunds that came before their purchases. */
public final class WaitingRefunds {

    private static final int PAGE = 50;

    private static final Comparator<WaitingRefund> AS_THEY_CAME = Comparator.comparing(WaitingRefund::at)
            .thenComparing(refund -> refund.row().map(BatchRow::index).orElse(0));

    private final Database database;
    private final Tables tables;
    private final InstantSource clock;

    public WaitingRefunds(Database database, Tables tables, InstantSource clock) {
        this.database = database;
        this.tables = tables;
        this.clock = clock;
    }

    /**
     * Keeps a refund.
     *
     * @return the one that waits under its id already, if there is one
     */
    Optional<WaitingRefund> keep(WaitingRefund refund) {
        return database.putOrFind(tables.members(), refund.write(), WaitingRefund.EXPIRES_AT, clock.instant())
                .map(WaitingRefund::read);
    }

    /** Whether as many wait for a purchase as can follow one. */
    boolean isFull(String purchaseId) {
        return database.hasAtLeast(tables.members(), Keys.waiting(purchaseId), EntryKey.Step.MOST);
    }

    /** Those that wait for a purchase, as they came; of what came at one time, a batch's as it gives them. */
    public List<WaitingRefund> of(String purchaseId) {
        Instant now = clock.instant();
        return database.partition(tables.members(), Keys.waiting(purchaseId), PAGE).stream()
                .flatMap(item -> readable(item, now).stream())
                .sorted(AS_THEY_CAME)
                .toList();
    }

    /** The one that waits under an id, if there is one. */
    Optional<WaitingRefund> find(Keys keys) {
        return database.get(tables.members(), keys).flatMap(item -> readable(item, clock.instant()));
    }

    /** One that cannot be read is told and left, so that it holds up no other. */
    private static Optional<WaitingRefund> readable(Item item, Instant now) {
        try {
            return WaitingRefund.isOver(item, now) ? Optional.empty() : Optional.of(WaitingRefund.read(item));
        } catch (RuntimeException e) {
            Log.error("waiting-refund-unreadable", new JsonObject().with("key", item.pk()), e);
            return Optional.empty();
        }
    }

    public void forget(WaitingRefund refund) {
        database.delete(tables.members(), refund.keys());
    }
}
