package dev.tallystick.access;

import dev.tallystick.store.Database;
import dev.tallystick.store.Keys;
import dev.tallystick.store.Tables;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** API keys with their sources, kept for a while: a revoked key is refused when that is over. */
final class Clients {

    private final InstantSource clock;
    private final Kept<Client> clients;
    private final Kept<Source> sources;

    /** A key that was shown with its secret. */
    record Known(Client client, Source source) {

        Caller caller() {
            Grant grant = client.grant();
            return new Caller(client.keyId(), source, grant.terminal(), grant.scopes());
        }
    }

    Clients(Database database, Tables tables, InstantSource clock, Duration kept) {
        this.clock = clock;
        this.clients =
                new Kept<>(id -> database.get(tables.members(), Keys.client(id)).map(Client::read), clock, kept);
        this.sources =
                new Kept<>(id -> database.get(tables.members(), Keys.source(id)).map(Source::read), clock, kept);
    }

    /** The source is looked up last, so that a wrong secret takes no longer for a key that there is. */
    Optional<Known> authenticate(ApiKey key) {
        Optional<Client> client = clients.find(key.keyId());
        boolean accepted = client.orElse(Client.NONE).accepts(key.secret(), clock.instant());
        return accepted
                ? client.flatMap(found -> sources.find(found.grant().source()).map(source -> new Known(found, source)))
                : Optional.empty();
    }
}
