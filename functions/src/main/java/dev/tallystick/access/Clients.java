package dev.tallystick.access;

import dev.tallystick.store.Database;
import dev.tallystick.store.Keys;
import dev.tallystick.store.Tables;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** API keys with their sources, read once a minute at most: a revoked key is refused within sixty seconds. */
final class Clients {

    private static final long KEPT_NANOS = Duration.ofSeconds(60).toNanos();
    private static final int MOST_KEPT = 1_000;

    private final Database database;
    private final Tables tables;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    private record Known(Client client, Source source, long readNanos) {}

    Clients(Database database, Tables tables) {
        this.database = database;
        this.tables = tables;
    }

    Optional<Caller> authenticate(ApiKey key) {
        return find(key.keyId())
                .filter(found -> found.client().hasSecret(key.secret()))
                .map(found -> new Caller(
                        key.keyId(),
                        found.source(),
                        found.client().terminal(),
                        found.client().scopes()));
    }

    private Optional<Known> find(String keyId) {
        Known kept = known.get(keyId);
        if (kept != null && System.nanoTime() - kept.readNanos() < KEPT_NANOS) {
            return Optional.of(kept);
        }
        Optional<Known> read = database.get(tables.members(), Keys.client(keyId))
                .map(Client::read)
                .flatMap(client -> database.get(tables.members(), Keys.source(client.source()))
                        .map(Source::read)
                        .map(source -> new Known(client, source, System.nanoTime())));
        if (known.size() >= MOST_KEPT) {
            known.clear();
        }
        read.ifPresentOrElse(found -> known.put(keyId, found), () -> known.remove(keyId));
        return read;
    }
}
