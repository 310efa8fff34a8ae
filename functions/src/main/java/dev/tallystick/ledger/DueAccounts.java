package dev.tallystick.ledger;

import dev.tallystick.points.MemberId;
import dev.tallystick.store.Database;
import dev.tallystick.store.Keys;
import dev.tallystick.store.Tables;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** Accounts that time has something to do with, found by an index that may be a moment behind. */
public final class DueAccounts {

    /** The index is cut into so many shards, numbered from 0. */
    public static final int SHARDS = DueIndex.SHARDS;

    private static final int PAGE = 100;

    private final Database database;
    private final Tables tables;

    public DueAccounts(Database database, Tables tables) {
        this.database = database;
        this.tables = tables;
    }

    /**
     * Some of a shard's members, the longest due first.
     *
     * @param next where the next page begins, if there is one
     */
    public record Page(List<MemberId> members, Optional<Position> next) {

        public Page {
            members = List.copyOf(members);
        }
    }

    /** Where a page begins. */
    public record Position(Map<String, AttributeValue> key) {

        public Position {
            key = Map.copyOf(key);
        }
    }

    /** @param from where the page begins; absent for the first */
    public Page page(int shard, Instant now, Optional<Position> from) {
        QueryResponse found = database.query(QueryRequest.builder()
                .tableName(tables.members())
                .indexName(Keys.DUE_INDEX)
                .keyConditionExpression("#shard = :shard and #due <= :now")
                .expressionAttributeNames(Map.of("#shard", Keys.DUE_SHARD, "#due", Keys.DUE_AT))
                .expressionAttributeValues(Map.of(
                        ":shard", AttributeValue.fromN(Integer.toString(shard)),
                        ":now", AttributeValue.fromN(Long.toString(now.getEpochSecond()))))
                .exclusiveStartKey(from.map(Position::key).orElse(null))
                .limit(PAGE)
                .build());
        return new Page(
                found.items().stream()
                        .flatMap(item -> Keys.of(item).accountOf().stream())
                        .map(MemberId::new)
                        .toList(),
                found.hasLastEvaluatedKey() ? Optional.of(new Position(found.lastEvaluatedKey())) : Optional.empty());
    }
}
