package dev.tallystick.bench.units;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * An item that a request writes.
 *
 * @param asked what is put, empty for anything but a put: a put that fails is charged by it as well
 * @param before the item as it was, empty where there was none
 * @param after the item as it is after the request
 * @param inTransaction whether it is an action of a transaction, which is charged twice
 */
record Written(
        String table,
        Map<String, AttributeValue> key,
        Map<String, AttributeValue> asked,
        Map<String, AttributeValue> before,
        Map<String, AttributeValue> after,
        boolean inTransaction) {

    /** What a request is about to write; nothing for one that reads. */
    static List<Written> of(SdkRequest request) {
        return switch (request) {
            case TransactWriteItemsRequest transaction ->
                transaction.transactItems().stream().map(Written::of).toList();
            case PutItemRequest put -> List.of(of(put.tableName(), put.item(), put.item(), false));
            case UpdateItemRequest update -> List.of(of(update.tableName(), update.key(), Map.of(), false));
            case DeleteItemRequest delete -> List.of(of(delete.tableName(), delete.key(), Map.of(), false));
            default -> List.of();
        };
    }

    private static Written of(TransactWriteItem write) {
        if (write.put() != null) {
            return of(write.put().tableName(), write.put().item(), write.put().item(), true);
        }
        if (write.update() != null) {
            return of(write.update().tableName(), write.update().key(), Map.of(), true);
        }
        if (write.delete() != null) {
            return of(write.delete().tableName(), write.delete().key(), Map.of(), true);
        }
        return of(write.conditionCheck().tableName(), write.conditionCheck().key(), Map.of(), true);
    }

    private static Written of(
            String table, Map<String, AttributeValue> keyed, Map<String, AttributeValue> asked, boolean inTransaction) {
        Map<String, AttributeValue> key = Stored.keyOf(keyed);
        return new Written(table, key, asked, Stored.item(table, key), Map.of(), inTransaction);
    }

    Written seenAfter() {
        return new Written(table, key, asked, before, Stored.item(table, key), inTransaction);
    }

    /** In bytes, the larger of what was there and what is or was to be. */
    int size() {
        return Stream.of(asked, before, after).mapToInt(ItemSize::bytes).max().orElse(0);
    }
}
