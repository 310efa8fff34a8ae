package dev.tallystick.ledger;

import dev.tallystick.points.MemberId;
import dev.tallystick.store.Database;
import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import dev.tallystick.store.Tables;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** A member's entries, newest first, from an index that may be a moment behind. */
public final class Statements {

    private final Database database;
    private final Tables tables;

    public Statements(Database database, Tables tables) {
        this.database = database;
        this.tables = tables;
    }

    /**
     * @param after only entries with a higher number
     * @throws Item.Unreadable when one of them is not as this code writes it
     */
    public List<LedgerEntry> oldestFirst(MemberId member, int limit, long after) {
        return read(
                QueryRequest.builder().keyConditionExpression("#member = :member and seq > :seq"),
                member,
                limit,
                after);
    }

    /** @param before only entries with a lower number */
    public List<LedgerEntry> newestFirst(MemberId member, int limit, long before) {
        return read(
                QueryRequest.builder()
                        .keyConditionExpression("#member = :member and seq < :seq")
                        .scanIndexForward(false),
                member,
                limit,
                before);
    }

    private static LedgerEntry entry(Item item) {
        try {
            return (LedgerEntry) EntryItem.read(item);
        } catch (RuntimeException e) {
            throw new Item.Unreadable("entry", e);
        }
    }

    private List<LedgerEntry> read(QueryRequest.Builder query, MemberId member, int limit, long seq) {
        return database
                .query(query.tableName(tables.ledger())
                        .indexName(Keys.STATEMENT_INDEX)
                        .expressionAttributeNames(Map.of("#member", "member"))
                        .expressionAttributeValues(Map.of(
                                ":member", AttributeValue.fromS(member.value()),
                                ":seq", AttributeValue.fromN(Long.toString(seq))))
                        .limit(limit)
                        .build())
                .items()
                .stream()
                .map(Item::of)
                .map(Statements::entry)
                .toList();
    }
}
