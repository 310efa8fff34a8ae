package dev.tallystick.setup;

import dev.tallystick.access.ApiKey;
import dev.tallystick.access.Client;
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
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** The sources, keys and first program of an installation. */
final class Installation {

    private final Database database;
    private final String table;
    private final SourceStore sources;
    private final KeyStore keys;
    private final InstantSource clock;

    Installation(Database database, Tables tables, InstantSource clock) {
        this.database = database;
        this.table = tables.members();
        this.sources = new SourceStore(database, tables);
        this.keys = new KeyStore(database, tables);
        this.clock = clock;
    }

    /**
     * Issues a key; its source and the program that ships are put in place where there are none.
     *
     * @throws Fields.Invalid when the source exists and is another than the one described
     */
    Map<String, Object> issue(KeyRequest request) {
        ApiKey key = ApiKey.draw();
        Client client = key.client(request.grant(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
        Backoff backoff = new Backoff();
        while (!put(client, request.source())) {
            backoff.pause();
        }
        Log.info(
                "key-issued",
                new JsonObject()
                        .with("keyId", key.keyId())
                        .with("source", request.source().id()));
        return KeyAnswer.of(client, key);
    }

    private boolean put(Client client, Source source) {
        List<TransactWriteItem> writes = new ArrayList<>(keys.creation(client));
        Optional<Source> existing = sources.find(source.id());
        if (existing.isEmpty()) {
            writes.addAll(sources.creation(source));
        } else if (existing.get().equals(source)) {
            writes.add(sources.listed(source.id()));
        } else {
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
