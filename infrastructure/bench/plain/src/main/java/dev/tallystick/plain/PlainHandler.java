package dev.tallystick.plain;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * An earn as most people write it: the event as an object, the body by databind, the SDK as it comes. It reads the account and
 * puts it back with an entry in one transaction, on the same tables; it knows no keys, no program and no replays.
 */
public final class PlainHandler implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {

    private final ObjectMapper json = new ObjectMapper();
    private final DynamoDbClient dynamo = DynamoDbClient.create();
    private final String members = System.getenv("MEMBERS_TABLE");
    private final String ledger = System.getenv("LEDGER_TABLE");

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        try {
            Purchase purchase = json.readValue(event.getBody(), Purchase.class);
            long points = purchase.total().amount() / 100;
            long balance = record(purchase, points);
            return APIGatewayV2HTTPResponse.builder()
                    .withStatusCode(201)
                    .withHeaders(Map.of("Content-Type", "application/json"))
                    .withBody(json.writeValueAsString(
                            Map.of("id", purchase.purchaseId(), "earned", points, "balance", balance)))
                    .build();
        } catch (JsonProcessingException e) {
            return APIGatewayV2HTTPResponse.builder().withStatusCode(400).build();
        }
    }

    private long record(Purchase purchase, long points) {
        Map<String, AttributeValue> key =
                Map.of("pk", text("PLAIN#" + purchase.member().memberId()), "sk", text("ACCOUNT"));
        Map<String, AttributeValue> before = dynamo.getItem(
                        request -> request.tableName(members).key(key).consistentRead(true))
                .item();
        long seq = number(before, "seq") + 1;
        long balance = number(before, "balance") + points;
        Map<String, AttributeValue> account = new HashMap<>(key);
        account.put("seq", number(seq));
        account.put("balance", number(balance));
        Map<String, AttributeValue> entry = Map.of(
                "pk", text("PLAIN#" + purchase.purchaseId()),
                "sk", text("0000"),
                "member", text("plain-" + purchase.member().memberId()),
                "seq", number(seq),
                "points", number(points),
                "at", text(purchase.at().toString()));
        var _ = dynamo.transactWriteItems(request -> request.transactItems(List.of(put(entry), put(account, before))));
        return balance;
    }

    private TransactWriteItem put(Map<String, AttributeValue> entry) {
        return TransactWriteItem.builder()
                .put(Put.builder()
                        .tableName(ledger)
                        .item(entry)
                        .conditionExpression("attribute_not_exists(pk)")
                        .build())
                .build();
    }

    private TransactWriteItem put(Map<String, AttributeValue> account, Map<String, AttributeValue> before) {
        Put.Builder put = Put.builder().tableName(members).item(account);
        if (before.isEmpty()) {
            put.conditionExpression("attribute_not_exists(pk)");
        } else {
            put.conditionExpression("#seq = :seq")
                    .expressionAttributeNames(Map.of("#seq", "seq"))
                    .expressionAttributeValues(Map.of(":seq", number(number(before, "seq"))));
        }
        return TransactWriteItem.builder().put(put.build()).build();
    }

    private static long number(Map<String, AttributeValue> item, String name) {
        return item.containsKey(name) ? Long.parseLong(item.get(name).n()) : 0;
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    private static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }
}
