package dev.tallystick.ledger;

import dev.tallystick.points.MemberId;
import dev.tallystick.store.Database;
import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import dev.tallystick.store.Tables;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

/** Every member, page by page, in no order; pages may be empty. */
public final class AllMembers {

    /** Items looked at for a page, most of which are no account or no enrolment. */
    private static final int PAGE = 200;

    private final Database database;
    private final Tables tables;

    public AllMembers(Database database, Tables tables) {
        this.database = database;
        this.tables = tables;
    }

    /** @param next where the next page begins, if there is one */
    public record Page(List<MemberId> members, Optional<Keys> next) {

        public Page {
            members = List.copyOf(members);
        }
    }

    /**
     * Those who have an account.
     *
     * @param part of so many parts into which the members are cut, from 0 on
     */
    public Page withAccounts(Optional<Keys> from, int part, int parts) {
        ScanResponse found = database.scan(page(tables.members(), from, part, parts)
                // Named as the role's policy names it: who asks for anything else is denied.
                .select(Select.SPECIFIC_ATTRIBUTES)
                .projectionExpression("%s, %s".formatted(Keys.PK, Keys.SK))
                .build());
        return new Page(
                found.items().stream()
                        .flatMap(item -> Keys.of(item).accountOf().stream())
                        .map(MemberId::new)
                        .toList(),
                next(found));
    }

    /**
     * Those of whom the ledger has an enrolment, whether or not they have an account.
     *
     * @param part of so many parts into which the ledger is cut, from 0 on
     */
    public Page enrolled(Optional<Keys> from, int part, int parts) {
        ScanResponse found = database.scan(page(tables.ledger(), from, part, parts)
                .filterExpression("kind = :enrolled")
                .expressionAttributeValues(Map.of(":enrolled", AttributeValue.fromS("enrolled")))
                .projectionExpression("#member")
                .expressionAttributeNames(Map.of("#member", "member"))
                .build());
        return new Page(
                found.items().stream()
                        .map(item -> new MemberId(Item.of(item).text("member")))
                        .toList(),
                next(found));
    }

    private static ScanRequest.Builder page(String table, Optional<Keys> from, int part, int parts) {
        return ScanRequest.builder()
                .tableName(table)
                .consistentRead(true)
                .limit(PAGE)
                .segment(part)
                .totalSegments(parts)
                .exclusiveStartKey(from.map(Keys::attributes).orElse(null));
    }

    private static Optional<Keys> next(ScanResponse found) {
        return found.hasLastEvaluatedKey() ? Optional.of(Keys.of(found.lastEvaluatedKey())) : Optional.empty();
    }
}
