package dev.tallystick.ledger;

import dev.tallystick.store.Item;
import dev.tallystick.store.LocalTables;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** Notes the requests that a client really sends, and what units they take by the rule in DynamoDB's developer guide. */
final class Sent implements ExecutionInterceptor {

    private static final int KB = 1_024;

    private final List<SdkRequest> requests = Collections.synchronizedList(new ArrayList<>());
    private final List<SdkResponse> responses = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        requests.add(context.request());
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        responses.add(context.response());
    }

    void forget() {
        requests.clear();
        responses.clear();
    }

    /** Such as {@code get account}, {@code query entries}, {@code put entry account}, in the order sent. */
    List<String> requests() {
        return requests.stream().map(Sent::told).toList();
    }

    /** Of transactions: two for each KB of each item, that begins. No item gets smaller here. */
    int writeUnits() {
        return requests.stream()
                .flatMap(Sent::writes)
                .mapToInt(write -> 2 * kilobytes(write, KB))
                .sum();
    }

    /** One for each four KB of each item read consistently, that begin, and for one that is not there. */
    int readUnits() {
        return responses.stream()
                .filter(GetItemResponse.class::isInstance)
                .map(GetItemResponse.class::cast)
                .mapToInt(found -> found.hasItem() ? kilobytes(Item.of(found.item()), 4 * KB) : 1)
                .sum();
    }

    /** Of queries: one for each four KB of all that one finds, that begin, half of it where it need not be consistent. */
    double queryUnits() {
        double units = 0;
        for (int i = 0; i < requests.size(); i++) {
            if (requests.get(i) instanceof QueryRequest query && responses.get(i) instanceof QueryResponse found) {
                int bytes = found.items().stream()
                        .mapToInt(item -> ItemSize.bytes(Item.of(item)))
                        .sum();
                double whole = Math.max(1, Math.ceilDiv(bytes, 4 * KB));
                units += Boolean.TRUE.equals(query.consistentRead()) ? whole : whole / 2;
            }
        }
        return units;
    }

    List<Integer> sizesWritten() {
        return requests.stream().flatMap(Sent::writes).map(ItemSize::bytes).toList();
    }

    private static int kilobytes(Item item, int size) {
        return Math.ceilDiv(ItemSize.bytes(item), size);
    }

    private static Stream<Item> writes(SdkRequest request) {
        return request instanceof TransactWriteItemsRequest transaction
                ? transaction.transactItems().stream()
                        .map(write -> Item.of(write.put().item()))
                : Stream.of();
    }

    private static String told(SdkRequest request) {
        return switch (request) {
            case GetItemRequest get ->
                (Boolean.TRUE.equals(get.consistentRead()) ? "get " : "get loosely ")
                        + what(get.tableName(), get.key().get("sk").s());
            case QueryRequest query ->
                (Boolean.TRUE.equals(query.consistentRead()) ? "query " : "query loosely ")
                        + what(query.tableName(), "");
            case TransactWriteItemsRequest transaction ->
                "put "
                        + transaction.transactItems().stream()
                                .map(TransactWriteItem::put)
                                .map(put -> what(
                                        put.tableName(), put.item().get("sk").s()))
                                .collect(Collectors.joining(" "));
            case ScanRequest scan -> "scan %s of %s".formatted(scan.projectionExpression(), scan.selectAsString());
            default -> request.getClass().getSimpleName();
        };
    }

    private static String what(String table, String sk) {
        if (table.equals(LocalTables.TABLES.ledger())) {
            return "entry";
        }
        return switch (sk) {
            case "ACCOUNT" -> "account";
            case "MEMBER" -> "identifier";
            case "" -> "member";
            default -> sk;
        };
    }
}
