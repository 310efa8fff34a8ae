package dev.tallystick.access;

import dev.tallystick.store.Database;
import dev.tallystick.store.Keys;
import dev.tallystick.store.Tables;
import java.util.Optional;

/** The shops and stores. */
public final class Sources {

    private final Database database;
    private final Tables tables;

    public Sources(Database database, Tables tables) {
        this.database = database;
        this.tables = tables;
    }

    public Optional<Source> find(String id) {
        return database.get(tables.members(), Keys.source(id)).map(Source::read);
    }
}
