package dev.tallystick.ledger;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Stands before a real client, counts its calls and does what DynamoDB does under load and DynamoDB Local never: refuse a
 * transaction for a conflict, or carry it out and lose the answer.
 */
final class Faults {

    private final DynamoDbClient real;
    private final AtomicInteger conflicts = new AtomicInteger();
    private final AtomicInteger lostAnswers = new AtomicInteger();
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicInteger transactions = new AtomicInteger();
    private final AtomicInteger itemsWritten = new AtomicInteger();

    Faults(DynamoDbClient real) {
        this.real = real;
    }

    void conflicts(int count) {
        forget();
        conflicts.set(count);
    }

    void loseNextAnswer() {
        lostAnswers.set(1);
    }

    void forget() {
        reads.set(0);
        transactions.set(0);
        itemsWritten.set(0);
    }

    int reads() {
        return reads.get();
    }

    int transactions() {
        return transactions.get();
    }

    int itemsWritten() {
        return itemsWritten.get();
    }

    DynamoDbClient client() {
        return (DynamoDbClient) Proxy.newProxyInstance(
                DynamoDbClient.class.getClassLoader(),
                new Class<?>[] {DynamoDbClient.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("transactWriteItems")) {
                        return transact(arguments[0]);
                    }
                    reads.incrementAndGet();
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @SuppressWarnings("unchecked")
    private Object transact(Object argument) {
        TransactWriteItemsRequest.Builder builder = TransactWriteItemsRequest.builder();
        ((Consumer<TransactWriteItemsRequest.Builder>) argument).accept(builder);
        TransactWriteItemsRequest request = builder.build();
        transactions.incrementAndGet();
        itemsWritten.addAndGet(request.transactItems().size());
        if (conflicts.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw TransactionCanceledException.builder()
                    .cancellationReasons(request.transactItems().stream()
                            .map(item -> CancellationReason.builder()
                                    .code("TransactionConflict")
                                    .build())
                            .toList())
                    .build();
        }
        Object answer = real.transactWriteItems(request);
        if (lostAnswers.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw SdkClientException.create("the answer was lost");
        }
        return answer;
    }
}
