package dev.tallystick.bench.hot;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tallystick.bench.store.Call;
import dev.tallystick.bench.store.Shop;
import dev.tallystick.purchase.RecordPurchase;
import dev.tallystick.wiring.AwsClients;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Earns by as many threads on one account; an answer that says to send the same again is followed. */
final class HotMain {

    private HotMain() {}

    /** Takes the writers, and the earns of each. Prints a line an earn and at the end how many entries there are. */
    public static void main(String[] arguments) throws Exception {
        int writers = Integer.parseInt(arguments[0]);
        int each = Integer.parseInt(arguments[1]);
        Shop shop = Shop.open();
        String member = shop.enrol();
        RequestStreamHandler earning = new RecordPurchase();
        Callable<Void> writer = () -> {
            for (int i = 0; i < each; i++) {
                earn(earning, Call.purchase(shop.key(), member));
            }
            return null;
        };
        try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
            for (Future<Void> done : threads.invokeAll(Collections.nCopies(writers, writer))) {
                done.get();
            }
        }
        System.out.println("entries " + entries(member));
    }

    private static void earn(RequestStreamHandler earning, byte[] event) throws IOException {
        long start = System.nanoTime();
        String answer = text(Shop.call(earning, event));
        int busy = 0;
        while (answer.contains("\"statusCode\":503")) {
            busy++;
            answer = text(Shop.call(earning, event));
        }
        if (!answer.contains("\"statusCode\":201")) {
            throw new IllegalStateException("a function answered " + answer);
        }
        System.out.println("earn " + (System.nanoTime() - start) / 1e6 + " " + busy);
    }

    private static String text(byte[] answer) {
        return new String(answer, StandardCharsets.UTF_8);
    }

    /** An account counts its member's entries. */
    private static String entries(String member) {
        try (DynamoDbClient dynamo = AwsClients.real().dynamo()) {
            return String.valueOf(dynamo.getItem(get -> get.tableName(System.getenv("MEMBERS_TABLE"))
                            .key(Map.of(
                                    "pk", AttributeValue.fromS("MEMBER#" + member),
                                    "sk", AttributeValue.fromS("ACCOUNT")))
                            .consistentRead(true))
                    .item()
                    .getOrDefault("seq", AttributeValue.fromN("0"))
                    .n());
        }
    }
}
