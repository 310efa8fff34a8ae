package dev.tallystick.relay;

import dev.tallystick.api.EntryEvents;
import dev.tallystick.json.JsonObject;
import dev.tallystick.ledger.EntryItem;
import dev.tallystick.log.CallScope;
import dev.tallystick.log.Log;
import dev.tallystick.store.Database;
import dev.tallystick.store.Item;
import dev.tallystick.store.Tables;
import dev.tallystick.stream.ShardMessage.Positioned;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sends what was left behind: messages that a queue did not take, and entries that could not be read, since an entry never
 * changes but the code that reads it does.
 */
final class LeftBehind {

    private final Database database;
    private final String ledger;
    private final SetAside aside;
    private final EntryEvents events;
    private final List<ConsumerQueue> queues;

    LeftBehind(Database database, Tables tables, SetAside aside, EntryEvents events, List<ConsumerQueue> queues) {
        this.database = database;
        this.ledger = tables.ledger();
        this.aside = aside;
        this.events = events;
        this.queues = queues;
    }

    /**
     * What is left behind still.
     *
     * @param unreadable how many entries
     * @param closed how many queues do not take what is kept for them
     */
    record Left(long unreadable, long closed) {

        boolean isNothing() {
            return unreadable == 0 && closed == 0;
        }
    }

    Left run() {
        long unreadable =
                aside.waiting().stream().filter(entry -> !isSent(entry)).count();
        return new Left(
                unreadable, queues.stream().filter(queue -> !queue.sendKept()).count());
    }

    private boolean isSent(SetAside.Entry entry) {
        JsonObject about = new JsonObject().with("entry", entry.keys().toString());
        return CallScope.within(about, () -> isSentInItsScope(entry));
    }

    private boolean isSentInItsScope(SetAside.Entry entry) {
        try {
            Item item = database.get(ledger, entry.keys()).orElseThrow();
            CallScope.note(
                    "correlationId",
                    Optional.ofNullable(item.optionalText("correlationId")).orElseGet(() -> item.text("requestId")));
            Map<String, Object> event = events.of(EntryItem.read(item));
            queues.forEach(queue -> queue.send(entry.ownShard(), List.of(new Positioned<>(entry.position(), event))));
            aside.sent(entry);
            return true;
        } catch (RuntimeException e) {
            Log.error("entry-still-aside", new JsonObject(), e);
            return false;
        }
    }
}
