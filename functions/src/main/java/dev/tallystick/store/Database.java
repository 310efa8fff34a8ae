package dev.tallystick.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** DynamoDB, with its faults told apart: those of the moment become {@link Unavailable}, those of ours stay what they are. */
public final class Database {

    private final DynamoDbClient dynamo;

    public Database(DynamoDbClient dynamo) {
        this.dynamo = dynamo;
    }

    /** An item as every commit before has left it. */
    public Optional<Item> get(String table, Keys keys) {
        GetItemResponse found = call(client -> client.getItem(
                request -> request.tableName(table).key(keys.attributes()).consistentRead(true)));
        return found.hasItem() ? Optional.of(Item.of(found.item())) : Optional.empty();
    }

    /** Those of the items that there are, as every commit before has left them, in no order; at most a hundred are asked for. */
    public List<Item> getAll(String table, List<Keys> keys) {
        List<Item> items = new ArrayList<>();
        List<Map<String, AttributeValue>> missing =
                keys.stream().map(Keys::attributes).toList();
        Backoff backoff = new Backoff();
        while (!missing.isEmpty()) {
            KeysAndAttributes asked = KeysAndAttributes.builder()
                    .keys(missing)
                    .consistentRead(true)
                    .build();
            BatchGetItemResponse found =
                    call(client -> client.batchGetItem(request -> request.requestItems(Map.of(table, asked))));
            found.responses().getOrDefault(table, List.of()).forEach(item -> items.add(Item.of(item)));
            missing = found.hasUnprocessedKeys() && found.unprocessedKeys().containsKey(table)
                    ? Objects.requireNonNull(found.unprocessedKeys().get(table)).keys()
                    : List.of();
            if (!missing.isEmpty()) {
                backoff.pause();
            }
        }
        return items;
    }

    /** Sets an attribute of an item, which need not be there, unless it is that text or a later one. */
    public void advance(String table, Keys keys, String attribute, String text) {
        try {
            update(UpdateItemRequest.builder()
                    .tableName(table)
                    .key(keys.attributes())
                    .updateExpression("SET #attribute = :text")
                    .conditionExpression("attribute_not_exists(#attribute) or #attribute < :text")
                    .expressionAttributeNames(Map.of("#attribute", attribute))
                    .expressionAttributeValues(Map.of(":text", AttributeValue.fromS(text)))
                    .build());
        } catch (ConditionalCheckFailedException e) {
            // It is there already.
        }
    }

    /** @throws ConditionalCheckFailedException when the item is not as the request wants it */
    void update(UpdateItemRequest request) {
        var _ = call(client -> client.updateItem(request));
    }

    /** Replaces an item, whatever was there. */
    public void put(String table, Item item) {
        var _ = call(
                client -> client.putItem(request -> request.tableName(table).item(item.attributes())));
    }

    /** Puts an item where there is none, or where an attribute of it still has this value. */
    public void putOver(String table, Item item, String attribute, String value) {
        try {
            var _ = call(client -> client.putItem(request -> request.tableName(table)
                    .item(item.attributes())
                    .conditionExpression("attribute_not_exists(" + Keys.PK + ") or #attribute = :value")
                    .expressionAttributeNames(Map.of("#attribute", attribute))
                    .expressionAttributeValues(Map.of(":value", AttributeValue.fromS(value)))));
        } catch (ConditionalCheckFailedException e) {
            // somebody has gone further with it
        }
    }

    /**
     * Puts an item where one of this version is, or none where none is expected.
     *
     * @return whether it was put; if not, somebody else has changed it meanwhile
     */
    public boolean putIfVersion(String table, Item item, String attribute, Optional<Long> version) {
        return transactIfUnchanged(List.of(ifVersion(table, item, attribute, version)));
    }

    /**
     * As {@link #putIfVersion(String, Item, String, Optional)}, as long as another item is there.
     *
     * @return whether it was put; if not, somebody else has changed it meanwhile, or the other is not there
     */
    public boolean putIfVersion(String table, Item item, String attribute, Optional<Long> version, Keys other) {
        return transactIfUnchanged(List.of(
                ifVersion(table, item, attribute, version), check(table, other, "attribute_exists(" + Keys.PK + ")")));
    }

    /** A write that fails unless an item of this version is there, or none where none is expected. */
    public static TransactWriteItem ifVersion(String table, Item item, String attribute, Optional<Long> version) {
        Put.Builder put = Put.builder()
                .tableName(table)
                .item(item.attributes())
                .conditionExpression("attribute_not_exists(" + Keys.PK + ")");
        version.ifPresent(number -> put.conditionExpression("#version = :version")
                .expressionAttributeNames(Map.of("#version", attribute))
                .expressionAttributeValues(Map.of(":version", AttributeValue.fromN(Long.toString(number)))));
        return put(put.build());
    }

    /** Takes an item away, if it is there. */
    public void delete(String table, Keys keys) {
        var _ = call(
                client -> client.deleteItem(request -> request.tableName(table).key(keys.attributes())));
    }

    /** Puts an item unless there is one, which is then shown. */
    public Optional<Item> putOrFind(String table, Item item) {
        return putOrFind(putIfAbsent(table, item));
    }

    /**
     * Puts an item unless there is one, which is then shown. One that is over may still be there for days, and is replaced.
     *
     * @param expiresAt the attribute that says in epoch seconds when it is over
     */
    public Optional<Item> putOrFind(String table, Item item, String expiresAt, Instant now) {
        return putOrFind(put(Put.builder()
                .tableName(table)
                .item(item.attributes())
                .conditionExpression("attribute_not_exists(" + Keys.PK + ") or " + expiresAt + " <= :now")
                .expressionAttributeValues(Map.of(":now", AttributeValue.fromN(Long.toString(now.getEpochSecond()))))
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build()));
    }

    private Optional<Item> putOrFind(TransactWriteItem write) {
        try {
            transact(List.of(write));
            return Optional.empty();
        } catch (TransactionCanceledException e) {
            Cancellation cancellation = new Cancellation(e);
            if (cancellation.conditionFailed(0)) {
                return Optional.of(cancellation.found(0));
            }
            cancellation.orThrowUnlessOfTheMoment();
            throw new Unavailable(e);
        }
    }

    /** All items of a partition in their order, as every commit before has left them, read in pages of so many. */
    public List<Item> partition(String table, String pk, int page) {
        List<Item> items = new ArrayList<>();
        QueryRequest request = QueryRequest.builder()
                .tableName(table)
                .consistentRead(true)
                .keyConditionExpression(Keys.PK + " = :pk")
                .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(pk)))
                .limit(page)
                .build();
        while (true) {
            QueryResponse answer = query(request);
            answer.items().forEach(item -> items.add(Item.of(item)));
            if (!answer.hasLastEvaluatedKey()) {
                return items;
            }
            request = request.toBuilder()
                    .exclusiveStartKey(answer.lastEvaluatedKey())
                    .build();
        }
    }

    /** The keys of a partition's items, from after a sort key on, as every commit before has left them; at most so many. */
    public List<Keys> keys(String table, String pk, String after, int most) {
        return query(QueryRequest.builder()
                        .tableName(table)
                        .consistentRead(true)
                        .keyConditionExpression(Keys.PK + " = :pk and " + Keys.SK + " > :after")
                        .projectionExpression(Keys.PK + ", " + Keys.SK)
                        .expressionAttributeValues(
                                Map.of(":pk", AttributeValue.fromS(pk), ":after", AttributeValue.fromS(after)))
                        .limit(most)
                        .build())
                .items()
                .stream()
                .map(Keys::of)
                .toList();
    }

    /** Whether a partition has so many items or more. */
    public boolean hasAtLeast(String table, String pk, int items) {
        QueryRequest request = QueryRequest.builder()
                .tableName(table)
                .consistentRead(true)
                .keyConditionExpression(Keys.PK + " = :pk")
                .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(pk)))
                .select(Select.COUNT)
                .limit(items)
                .build();
        int found = 0;
        while (true) {
            QueryResponse answer = query(request);
            found += answer.count();
            if (found >= items || !answer.hasLastEvaluatedKey()) {
                return found >= items;
            }
            request = request.toBuilder()
                    .exclusiveStartKey(answer.lastEvaluatedKey())
                    .build();
        }
    }

    public QueryResponse query(QueryRequest request) {
        return call(client -> client.query(request));
    }

    /** A page of a table or index, in no order. */
    public ScanResponse scan(ScanRequest request) {
        return call(client -> client.scan(request));
    }

    /** Whether a scan, which should be bounded, finds anything. */
    public boolean hasItems(ScanRequest request) {
        return !scan(request).items().isEmpty();
    }

    /**
     * All of the writes or none.
     *
     * @throws TransactionCanceledException when a condition failed or somebody else wrote at the same time
     */
    public void transact(List<TransactWriteItem> writes) {
        var _ = call(client -> client.transactWriteItems(request -> request.transactItems(writes)));
    }

    /**
     * All of the writes or none.
     *
     * @return whether they were made; if not, something was not as it had been read, and can be read anew
     */
    public boolean transactIfUnchanged(List<TransactWriteItem> writes) {
        try {
            transact(writes);
            return true;
        } catch (TransactionCanceledException e) {
            new Cancellation(e).orThrowUnlessOfTheMoment();
            return false;
        }
    }

    /** A write that fails where there is such an item already, and then shows it. */
    public static TransactWriteItem putIfAbsent(String table, Item item) {
        return put(Put.builder()
                .tableName(table)
                .item(item.attributes())
                .conditionExpression("attribute_not_exists(" + Keys.PK + ")")
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build());
    }

    /** A check that fails where there is such an item. */
    public static TransactWriteItem checkAbsent(String table, Keys keys) {
        return check(table, keys, "attribute_not_exists(" + Keys.PK + ")");
    }

    private static TransactWriteItem check(String table, Keys keys, String condition) {
        return TransactWriteItem.builder()
                .conditionCheck(
                        check -> check.tableName(table).key(keys.attributes()).conditionExpression(condition))
                .build();
    }

    public static TransactWriteItem delete(Delete delete) {
        return TransactWriteItem.builder().delete(delete).build();
    }

    public static TransactWriteItem put(Put put) {
        return TransactWriteItem.builder().put(put).build();
    }

    private <T> T call(Function<DynamoDbClient, T> call) {
        try {
            return call.apply(dynamo);
        } catch (TransactionCanceledException e) {
            throw e;
        } catch (SdkClientException e) {
            throw new Unavailable(e);
        } catch (DynamoDbException e) {
            boolean ofTheMoment = e.statusCode() >= 500 || e.isThrottlingException() || e.isRetryableException();
            throw ofTheMoment ? new Unavailable(e) : e;
        }
    }
}
