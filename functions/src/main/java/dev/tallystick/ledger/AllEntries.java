package dev.tallystick.ledger;

import dev.tallystick.store.Database;
import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import dev.tallystick.store.Tables;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/** Every item of the ledger, page by page, in no order, with all that was committed before its page was asked for. */
public final class AllEntries {

    private static final int PAGE = 500;

    private final Database database;
    private final String table;
    private final int page;

    public AllEntries(Database database, Tables tables) {
        this(database, tables, PAGE);
    }

    /** @param page so many entries */
    public AllEntries(Database database, Tables tables, int page) {
        this.database = database;
        this.table = tables.ledger();
        this.page = page;
    }

    /** @param next where the next page begins, if there is one */
    public record Page(List<Item> items, Optional<Keys> next) {

        public Page {
            items = List.copyOf(items);
        }
    }

    /** @param after the entry after which the page begins; at the beginning, none */
    public Page after(Optional<Keys> after) {
        ScanResponse found = database.scan(ScanRequest.builder()
                .tableName(table)
                .consistentRead(true)
                .limit(page)
                .exclusiveStartKey(after.map(Keys::attributes).orElse(null))
                .build());
        return new Page(
                found.items().stream().map(Item::of).toList(),
                found.hasLastEvaluatedKey() ? Optional.of(Keys.of(found.lastEvaluatedKey())) : Optional.empty());
    }
}
