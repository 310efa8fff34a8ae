package dev.tallystick.ledger;

import dev.tallystick.points.MemberId;
import dev.tallystick.store.Database;
import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Where an identifier is found: whose it is, and whether it is blocked. The identifier itself is not in it. */
final class IdentifierItem {

    private static final String MEMBER = "member";
    private static final String BLOCKED_AT = "blockedAt";
    private static final String IS_THE_MEMBERS = "#member = :member";

    private IdentifierItem() {}

    static Item write(Keys keys, MemberId member, @Nullable Instant blockedAt) {
        return Item.with(keys).put(MEMBER, member.value()).put(BLOCKED_AT, blockedAt);
    }

    static MemberId member(Item item) {
        return new MemberId(item.text(MEMBER));
    }

    static boolean isBlocked(Item item) {
        return item.has(BLOCKED_AT);
    }

    /** A write that fails where it is not this member's. */
    static TransactWriteItem put(String table, Keys keys, MemberId member, @Nullable Instant blockedAt) {
        return Database.put(Put.builder()
                .tableName(table)
                .item(write(keys, member, blockedAt).attributes())
                .conditionExpression(IS_THE_MEMBERS)
                .expressionAttributeNames(Map.of("#member", MEMBER))
                .expressionAttributeValues(values(member))
                .build());
    }

    /** A write that fails where it is not this member's. */
    static TransactWriteItem delete(String table, Keys keys, MemberId member) {
        return Database.delete(Delete.builder()
                .tableName(table)
                .key(keys.attributes())
                .conditionExpression(IS_THE_MEMBERS)
                .expressionAttributeNames(Map.of("#member", MEMBER))
                .expressionAttributeValues(values(member))
                .build());
    }

    private static Map<String, AttributeValue> values(MemberId member) {
        return Map.of(":member", AttributeValue.fromS(member.value()));
    }
}
