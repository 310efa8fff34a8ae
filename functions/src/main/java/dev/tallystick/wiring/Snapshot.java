package dev.tallystick.wiring;

import dev.tallystick.json.JsonObject;
import dev.tallystick.log.Log;
import dev.tallystick.store.Database;
import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * What is done around a snapshot of the process. Before it, everything that the function needs is done once with made-up things by
 * a twin that is thrown away, so that classes are loaded and compiled; after it, what the first request needs is read.
 */
final class Snapshot implements Resource {

    /** Lambda's runtime client holds its resources weakly. */
    private static final List<Snapshot> HELD = new CopyOnWriteArrayList<>();

    private final Wiring wiring;
    private final Ahead ahead;
    private final int rounds;

    Snapshot(Wiring wiring, Ahead ahead) {
        this.wiring = wiring;
        this.ahead = ahead;
        this.rounds = Integer.parseInt(wiring.variable("PRIMING_ROUNDS"));
    }

    /** The wiring of a process of which a snapshot will be taken. */
    static Wiring prepare(Map<String, String> environment) {
        Ahead ahead = Ahead.afterwards();
        Wiring wiring = new Wiring(environment, AwsClients.real(), ahead);
        Snapshot snapshot = new Snapshot(wiring, ahead);
        HELD.add(snapshot);
        Core.getGlobalContext().register(snapshot);
        return wiring;
    }

    /** A function that cannot be prepared is slower at first, and no worse. */
    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        if (rounds == 0 || !wiring.asked().contains(Wiring.Part.CALLERS)) {
            return;
        }
        try {
            rehearse();
        } catch (RuntimeException e) {
            Log.error("not-primed", new JsonObject(), e);
        }
        // For the note of a key's use, or a wallet's statement.
        ahead.read("second connection", () -> nothing(wiring.database()));
    }

    /** With a read over the network after each round until one fails, and one at the end with which the connection ends. */
    private void rehearse() {
        AtomicBoolean reads = new AtomicBoolean(true);
        AtomicBoolean last = new AtomicBoolean();
        try (DynamoDbClient client = AwsClients.whoseConnectionsEnd(last::get).dynamo()) {
            Database database = new Database(client);
            try {
                wiring.rehearsal().play(wiring.asked(), rounds, () -> reads.set(reads.get() && isRead(database)));
            } finally {
                last.set(true);
                var _ = isRead(database);
            }
        }
    }

    private boolean isRead(Database database) {
        try {
            var _ = nothing(database);
            return true;
        } catch (RuntimeException e) {
            Log.error("not-primed", new JsonObject().with("what", "network"), e);
            return false;
        }
    }

    /** Reads a key that there cannot be. */
    private Optional<Item> nothing(Database database) {
        return database.get(wiring.tables().members(), Keys.client("nobody"));
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        ahead.afterRestore();
    }
}
