package dev.tallystick.setup;

import dev.tallystick.access.Source;
import dev.tallystick.store.Backoff;
import dev.tallystick.store.Database;
import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import dev.tallystick.store.Tables;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** The shops and stores. None is ever removed: the ledger names them. */
final class SourceStore {

    private final Database database;
    private final String table;
    private final Listing listing;

    SourceStore(Database database, Tables tables) {
        this.database = database;
        this.table = tables.members();
        this.listing = new Listing(database, table, Keys.SOURCES);
    }

    /** What cannot be an id, of whatever length, is nobody's and no key of the table. */
    Optional<Source> find(String id) {
        return SourceFields.ID.matcher(id).matches()
                ? database.get(table, Keys.source(id)).map(Source::read)
                : Optional.empty();
    }

    Listing.Page<Source> page(@Nullable String after, int limit) {
        Listing.Page<Listing.Element> page = listing.page(after, limit, Keys::source);
        return new Listing.Page<>(page.map(element -> Source.read(element.item())), page.next());
    }

    /**
     * Puts a source in place, unless there is one of this id, which is then shown.
     *
     * @throws Backoff.Exhausted when conflicts outlast the retries
     */
    Optional<Source> create(Source source) {
        Backoff backoff = new Backoff();
        while (true) {
            Optional<Source> existing = find(source.id());
            if (existing.isPresent()) {
                return existing;
            }
            if (database.transactIfUnchanged(creation(source))) {
                return Optional.empty();
            }
            backoff.pause();
        }
    }

    /** The writes that put a source in place where there is none. */
    List<TransactWriteItem> creation(Source source) {
        return List.of(Database.putIfAbsent(table, source.write()), listed(source.id()));
    }

    /** The write that lists a source, also one that is older than the list. */
    TransactWriteItem listed(String id) {
        return listing.add(Keys.listedSource(id));
    }

    /**
     * Changes a source as it stands.
     *
     * @return what it is after, or nothing where there is no such source
     * @throws Backoff.Exhausted when conflicts outlast the retries
     */
    Optional<Source> change(String id, SourceChange change) {
        Backoff backoff = new Backoff();
        while (true) {
            Optional<Source> before = find(id);
            if (before.isEmpty()) {
                return before;
            }
            Source after = change.of(before.get());
            if (database.transactIfUnchanged(List.of(replacement(before.get(), after), listed(id)))) {
                return Optional.of(after);
            }
            backoff.pause();
        }
    }

    private TransactWriteItem replacement(Source before, Source after) {
        Item old = before.write();
        return Database.put(Put.builder()
                .tableName(table)
                .item(after.write().attributes())
                .conditionExpression("#name = :name and #timeZone = :timeZone and #country = :country")
                .expressionAttributeNames(Map.of("#name", "name", "#timeZone", "timeZone", "#country", "country"))
                .expressionAttributeValues(Map.of(
                        ":name", old.value("name"),
                        ":timeZone", old.value("timeZone"),
                        ":country", old.value("country")))
                .build());
    }
}
