package dev.tallystick.purchase;

import dev.tallystick.store.Database;
import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import dev.tallystick.store.Tables;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Refunds that came before their purchases. */
final class WaitingRefunds {

    private static final int PAGE = 50;

    private final Database database;
    private final Tables tables;
    private final InstantSource clock;

    WaitingRefunds(Database database, Tables tables, InstantSource clock) {
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

    /** Those that wait for a purchase. */
    List<WaitingRefund> of(String purchaseId) {
        Instant now = clock.instant();
        return database.partition(tables.members(), Keys.waiting(purchaseId), PAGE).stream()
                .filter((Item item) -> !WaitingRefund.isOver(item, now))
                .map(WaitingRefund::read)
                .toList();
    }

    void forget(WaitingRefund refund) {
        database.delete(tables.members(), refund.keys());
    }
}
