package dev.tallystick.store;

import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * So much in all, taken in parts by whoever asks first, in whatever process. A part whose taking was not answered may be
 * counted twice and is then nobody's: less than the whole may be taken, more never.
 */
public final class Budget {

    private static final String TAKEN = "taken";

    private final Database database;
    private final String table;

    public Budget(Database database, String table) {
        this.database = database;
        this.table = table;
    }

    /**
     * Takes a part.
     *
     * @param most how much there is in all
     * @param expiresAt when nobody asks any more
     * @return how much was taken: what is wanted, or what is left, or 0
     */
    public long take(Keys keys, long wanted, long most, Instant expiresAt) {
        long part = Math.min(wanted, most);
        while (part > 0) {
            try {
                add(keys, part, most, expiresAt);
                return part;
            } catch (ConditionalCheckFailedException e) {
                part = Math.min(part, most - Item.of(e.item()).number(TAKEN));
            }
        }
        return 0;
    }

    private void add(Keys keys, long part, long most, Instant expiresAt) {
        database.update(UpdateItemRequest.builder()
                .tableName(table)
                .key(keys.attributes())
                .updateExpression("SET expiresAt = :expiresAt ADD #taken :part")
                .conditionExpression("attribute_not_exists(#taken) or #taken <= :room")
                .expressionAttributeNames(Map.of("#taken", TAKEN))
                .expressionAttributeValues(Map.of(
                        ":part", AttributeValue.fromN(Long.toString(part)),
                        ":room", AttributeValue.fromN(Long.toString(most - part)),
                        ":expiresAt", AttributeValue.fromN(Long.toString(expiresAt.getEpochSecond()))))
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build());
    }
}
