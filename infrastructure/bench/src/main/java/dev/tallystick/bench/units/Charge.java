package dev.tallystick.bench.units;

import java.util.Map;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SqsRequest;

/** What a request is charged by the rules in DynamoDB's developer guide and on its and SQS's price lists. */
final class Charge {

    private static final int KB = 1_024;
    private static final int READ = 4 * KB;
    private static final int QUEUE_UNIT = 64 * KB;

    private final Units.Sum sum;

    Charge(Units.Sum sum) {
        this.sum = sum;
    }

    void add(Exchange exchange) {
        SdkRequest request = exchange.request();
        switch (request) {
            case SqsRequest queue -> {
                sum.queueRequests += queue instanceof SendMessageRequest send
                        ? Math.max(1, Math.ceilDiv(send.messageBody().length(), QUEUE_UNIT))
                        : 1;
                return;
            }
            case GetItemRequest get ->
                read(
                        get.tableName(),
                        size(exchange.response() instanceof GetItemResponse found ? found.item() : Map.of()),
                        Boolean.TRUE.equals(get.consistentRead()));
            case BatchGetItemRequest batch -> batch(batch, exchange);
            case QueryRequest query -> {
                int bytes = Sent.unseen(() -> Stored.bytes(query));
                boolean consistent = Boolean.TRUE.equals(query.consistentRead());
                if (query.indexName() == null) {
                    read(query.tableName(), bytes, consistent);
                } else {
                    sum.indexRead += readUnits(bytes, consistent);
                }
            }
            case ScanRequest scan ->
                read(
                        scan.tableName(),
                        Sent.unseen(() -> Stored.bytes(scan)),
                        Boolean.TRUE.equals(scan.consistentRead()));
            default -> {
                if (exchange.written().isEmpty()) {
                    return;
                }
            }
        }
        sum.requests++;
        exchange.written().forEach(this::write);
    }

    private static int size(Map<String, AttributeValue> item) {
        return ItemSize.bytes(item);
    }

    private void batch(BatchGetItemRequest batch, Exchange exchange) {
        batch.requestItems().forEach((table, asked) -> {
            boolean consistent = Boolean.TRUE.equals(asked.consistentRead());
            int found = 0;
            if (exchange.response() instanceof BatchGetItemResponse answer) {
                for (Map<String, AttributeValue> item : answer.responses().getOrDefault(table, java.util.List.of())) {
                    read(table, size(item), consistent);
                    found++;
                }
            }
            for (int i = found; i < asked.keys().size(); i++) {
                read(table, 0, consistent);
            }
        });
    }

    private void read(String table, int bytes, boolean consistent) {
        sum.read(table, readUnits(bytes, consistent));
    }

    /** Begun units of 4 KB, at least one; half of it where the read need not be consistent. */
    private static double readUnits(int bytes, boolean consistent) {
        double units = Math.max(1, Math.ceilDiv(bytes, READ));
        return consistent ? units : units / 2;
    }

    /** Begun units of 1 KB, at least one; twice that in a transaction. Indexes are charged once. */
    private void write(Written written) {
        int units = Math.max(1, Math.ceilDiv(written.size(), KB)) * (written.inTransaction() ? 2 : 1);
        sum.write(written.table(), units, written.size());
        for (GlobalSecondaryIndexDescription index : Sent.unseen(() -> Stored.indexes(written.table()))) {
            sum.indexWrite += indexUnits(
                    Stored.projected(index, written.before()), Stored.projected(index, written.after()), index);
        }
    }

    /** One write where the index's item comes, goes or changes, two where its key changes: one takes it away, one puts it. */
    private static int indexUnits(
            Map<String, AttributeValue> before,
            Map<String, AttributeValue> after,
            GlobalSecondaryIndexDescription index) {
        if (before.equals(after)) {
            return 0;
        }
        boolean moved = !before.isEmpty()
                && !after.isEmpty()
                && index.keySchema().stream()
                        .anyMatch(key -> !String.valueOf(before.get(key.attributeName()))
                                .equals(String.valueOf(after.get(key.attributeName()))));
        int larger = Math.max(ItemSize.bytes(before), ItemSize.bytes(after));
        return moved
                ? Math.ceilDiv(ItemSize.bytes(before), KB) + Math.ceilDiv(ItemSize.bytes(after), KB)
                : Math.ceilDiv(larger, KB);
    }
}
