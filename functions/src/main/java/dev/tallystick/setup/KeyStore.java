package dev.tallystick.setup;

import dev.tallystick.access.Client;
import dev.tallystick.store.Backoff;
import dev.tallystick.store.Database;
import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import dev.tallystick.store.Tables;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** The API keys. None is ever removed, so that a revoked one can still be told. */
final class KeyStore {

    static final Pattern ID = Pattern.compile("[a-z2-7]{16}");
    private static final String LAST_USED_ON = "lastUsedOn";

    private final Database database;
    private final String table;
    private final Listing listing;

    KeyStore(Database database, Tables tables) {
        this.database = database;
        this.table = tables.members();
        this.listing = new Listing(database, table, Keys.CLIENTS);
    }

    /** A key with the day of its last use (UTC), where it was used. */
    record Listed(Client client, @Nullable String lastUsedOn) {

        private static Listed of(Item row, Item item) {
            return new Listed(Client.read(item), row.optionalText(LAST_USED_ON));
        }
    }

    /** What cannot be an id, of whatever length, is nobody's and no key of the table. */
    Optional<Listed> find(String keyId) {
        if (!ID.matcher(keyId).matches()) {
            return Optional.empty();
        }
        return database.get(table, Keys.client(keyId))
                .map(item ->
                        Listed.of(database.get(table, Keys.listedClient(keyId)).orElse(item), item));
    }

    Listing.Page<Listed> page(@Nullable String after, int limit) {
        Listing.Page<Listing.Element> page = listing.page(after, limit, Keys::client);
        return new Listing.Page<>(page.map(element -> Listed.of(element.row(), element.item())), page.next());
    }

    /**
     * Puts a key in place, unless there is one of this id, which is then shown.
     *
     * @throws Backoff.Exhausted when conflicts outlast the retries
     */
    Optional<Client> create(Client client) {
        Backoff backoff = new Backoff();
        while (true) {
            Optional<Client> existing =
                    database.get(table, Keys.client(client.keyId())).map(Client::read);
            if (existing.isPresent()) {
                return existing;
            }
            if (database.transactIfUnchanged(creation(client))) {
                return Optional.empty();
            }
            backoff.pause();
        }
    }

    /** The writes that put a key in place where there is none. */
    List<TransactWriteItem> creation(Client client) {
        return List.of(Database.putIfAbsent(table, client.write()), listing.add(Keys.listedClient(client.keyId())));
    }

    /** Puts a key in the place of what it was; not where it was changed meanwhile, or is revoked. */
    boolean replace(Client before, Client after) {
        return database.transactIfUnchanged(
                List.of(replacement(before, after), listing.add(Keys.listedClient(before.keyId()))));
    }

    private TransactWriteItem replacement(Client before, Client after) {
        return Database.put(Put.builder()
                .tableName(table)
                .item(after.write().attributes())
                .conditionExpression("secretHash = :secretHash and attribute_not_exists(revokedAt)")
                .expressionAttributeValues(Map.of(":secretHash", before.write().value("secretHash")))
                .build());
    }
}
