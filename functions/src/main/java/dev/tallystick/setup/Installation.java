package dev.tallystick.setup;

import dev.tallystick.access.ApiKey;
import dev.tallystick.access.Source;
import dev.tallystick.json.Fault;
import dev.tallystick.json.Fields;
import dev.tallystick.json.JsonObject;
import dev.tallystick.ledger.ProgramItem;
import dev.tallystick.log.Log;
import dev.tallystick.points.Program;
import dev.tallystick.store.Backoff;
import dev.tallystick.store.Database;
import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import dev.tallystick.store.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** The sources, keys and first program of an installation. */
final class Installation {

    private final Database database;
    private final String table;

    Installation(Database database, Tables tables) {
        this.database = database;
        this.table = tables.members();
    }

    /**
     * Issues a key; its source and the program that ships are put in place where there are none.
     *
     * @throws Fields.Invalid when the source exists and is another than the one described
     */
    Map<String, Object> issue(KeyRequest request) {
        ApiKey key = ApiKey.draw();
        Backoff backoff = new Backoff();
        while (!put(key, request)) {
            backoff.pause();
        }
        Log.info(
                "key-issued",
                new JsonObject()
                        .with("keyId", key.keyId())
                        .with("source", request.source().id()));
        return new JsonObject()
                .with("keyId", key.keyId())
                .with("key", key.shown())
                .with("source", request.source().id())
                .with("terminal", request.terminal())
                .build();
    }

    private boolean put(ApiKey key, KeyRequest request) {
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(Database.putIfAbsent(table, key.stored(request.source(), request.terminal(), request.scopes())));
        Optional<Source> existing =
                database.get(table, Keys.source(request.source().id())).map(Source::read);
        if (existing.isEmpty()) {
            writes.add(Database.putIfAbsent(table, request.source().write()));
        } else if (!existing.get().equals(request.source())) {
            throw new Fields.Invalid(List.of(new Fault("/source", "exists already and is not the one described")));
        }
        if (database.get(table, Keys.currentProgram()).isEmpty()) {
            Program shipped = Program.shipped();
            writes.add(shipped(Keys.programVersion(shipped.version()), shipped));
            writes.add(shipped(Keys.currentProgram(), shipped));
        }
        return database.transactIfUnchanged(writes);
    }

    private TransactWriteItem shipped(Keys keys, Program program) {
        Item item = ProgramItem.write(keys, program);
        return Database.putIfAbsent(table, item);
    }
}
