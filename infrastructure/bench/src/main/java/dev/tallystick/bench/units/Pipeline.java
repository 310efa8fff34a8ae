package dev.tallystick.bench.units;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tallystick.batch.AcceptBatch;
import dev.tallystick.batch.ApplyBatches;
import dev.tallystick.feed.AppendFeed;
import dev.tallystick.insight.ProjectInsights;
import dev.tallystick.purchase.ApplyWaitingRefunds;
import dev.tallystick.relay.RelayEntries;
import dev.tallystick.upkeep.AuditLedger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/** What follows by itself: the stream's readers, the queues' functions, tills' batches, the audit. */
final class Pipeline {

    private static final int BATCH = 100;
    private static final int MEMBERS = 25;
    private static final int TOGETHER = 10;
    private static final String SHARD = "shardId-measured";

    private final Shop shop;
    private final Map<String, Units> taken = new LinkedHashMap<>();

    Pipeline(Shop shop) {
        this.shop = shop;
    }

    /** On entries of purchases by many members, as a stream brings them. */
    Map<String, Units> measure() {
        List<String> members = new ArrayList<>();
        for (int i = 0; i < MEMBERS; i++) {
            members.add(String.valueOf(shop.enrol().get("memberId")));
        }
        stream(purchases(members), 1, "100 purchases");
        stream(purchases(members), 2, "100 purchases");
        stream(purchases(members).subList(0, 1), 3, "1 purchase");
        together(purchases(members).subList(0, TOGETHER));
        Units _ = carriedOut(members.getFirst(), 1);
        batches(members.getFirst());
        return taken;
    }

    /** A batch of purchases that have nothing in common but their shop. */
    private List<Map<String, AttributeValue>> purchases(List<String> members) {
        List<Map<String, AttributeValue>> entries = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            String id = shop.buy(members.get(i % MEMBERS), 1_000 + i * 7_919 % 9_973);
            entries.add(Sent.unseen(() -> Stored.item(
                    Objects.requireNonNull(System.getenv("LEDGER_TABLE")),
                    Map.of(
                            "pk", AttributeValue.fromS("PURCHASE#" + Shop.SOURCE + "#" + id),
                            "sk", AttributeValue.fromS("0000")))));
        }
        return entries;
    }

    /** What the audit takes for a member with so many entries. */
    Map<String, Units> audit(Map<Integer, String> members) {
        List<Exchange> sent = Sent.during(() -> shop.functions.call(new AuditLedger(), Map.of("restart", true)));
        members.forEach((entries, member) -> taken.put(
                "audit of an account, %,d entries".formatted(entries),
                Units.of(sent.stream().filter(each -> each.names(member)).toList())));
        return taken;
    }

    private void stream(List<Map<String, AttributeValue>> entries, int from, String many) {
        Map<String, Object> event = event(SHARD, entries, from);
        RequestStreamHandler relay = shop.functions.warm(RelayEntries::new);
        List<Exchange> relayed = Sent.during(() -> shop.functions.call(relay, event));
        taken.put("relay of a batch of " + many, Units.of(relayed));
        note("waiting refunds, a batch of " + many, shop.functions.warm(ApplyWaitingRefunds::new), event);
        take("projection of a message of " + many, ProjectInsights::new, relayed, "INSIGHTS_QUEUE_URL");
        take("feed append of a message of " + many, AppendFeed::new, relayed, "FEED_QUEUE_URL");
    }

    private void take(
            String name,
            java.util.function.Supplier<RequestStreamHandler> consumer,
            List<Exchange> relayed,
            String queue) {
        List<String> bodies = sentTo(queue, relayed);
        if (bodies.size() != 1) {
            throw new IllegalStateException("a batch is one message, and here %d".formatted(bodies.size()));
        }
        note(name, shop.functions.warm(consumer), messages(bodies));
    }

    private static List<String> sentTo(String queue, List<Exchange> relayed) {
        return relayed.stream()
                .map(Exchange::request)
                .filter(SendMessageRequest.class::isInstance)
                .map(SendMessageRequest.class::cast)
                .filter(send -> send.queueUrl().equals(System.getenv(queue)))
                .map(SendMessageRequest::messageBody)
                .toList();
    }

    /** An entry each of as many shards, which a queue brings in one call. */
    private void together(List<Map<String, AttributeValue>> entries) {
        RequestStreamHandler relay = shop.functions.warm(RelayEntries::new);
        List<Exchange> relayed = Sent.during(() -> {
            for (int i = 0; i < entries.size(); i++) {
                shop.functions.call(relay, event(SHARD + "-" + i, List.of(entries.get(i)), 1));
            }
        });
        String many = "of %d messages of 1 purchase".formatted(entries.size());
        note(
                "projection " + many,
                shop.functions.warm(ProjectInsights::new),
                messages(sentTo("INSIGHTS_QUEUE_URL", relayed)));
        note("feed append " + many, shop.functions.warm(AppendFeed::new), messages(sentTo("FEED_QUEUE_URL", relayed)));
    }

    private void batches(String member) {
        Units one = carriedOut(member, 1);
        Units eleven = carriedOut(member, 11);
        taken.put("batch of a till, accepted", Units.of(accepted(member, 11)));
        taken.put(
                "batch of a till, carried out but for its rows",
                one.minus(eleven.minus(one).dividedBy(10)));
        taken.put("a row of a batch: a purchase", eleven.minus(one).dividedBy(10));
    }

    private Units carriedOut(String member, int rows) {
        String body = accepted(member, rows).stream()
                .map(Exchange::request)
                .filter(SendMessageRequest.class::isInstance)
                .map(send -> ((SendMessageRequest) send).messageBody())
                .findFirst()
                .orElseThrow();
        RequestStreamHandler apply = shop.functions.warm(ApplyBatches::new);
        return Units.of(Sent.during(() -> shop.functions.call(apply, messages(List.of(body)))));
    }

    private List<Exchange> accepted(String member, int rows) {
        List<Map<String, Object>> operations = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            Map<String, Object> row = shop.purchase(
                    Shop.freshId(), Shop.member(member), 4_250, Instant.now().minusSeconds(60));
            row.put("type", "purchase");
            operations.add(row);
        }
        Map<String, Object> batch = Map.of("batchId", Shop.freshId(), "operations", operations);
        return Sent.during(() ->
                shop.functions.call(shop.functions.warm(AcceptBatch::new), "POST /v1/batches", Map.of(), batch, 202));
    }

    private void note(String operation, RequestStreamHandler function, Object event) {
        taken.put(operation, Units.of(Sent.during(() -> shop.functions.call(function, event))));
    }

    private static Map<String, Object> messages(List<String> bodies) {
        List<Map<String, Object>> records = new ArrayList<>();
        for (int i = 0; i < bodies.size(); i++) {
            records.add(Map.of(
                    "messageId",
                    UUID.randomUUID().toString(),
                    "receiptHandle",
                    "receipt",
                    "body",
                    bodies.get(i),
                    "attributes",
                    Map.of("MessageGroupId", SHARD + "-" + i, "ApproximateReceiveCount", "1")));
        }
        return Map.of("Records", records);
    }

    private static Map<String, Object> event(String shard, List<Map<String, AttributeValue>> entries, int from) {
        List<Map<String, Object>> records = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            records.add(Map.of(
                    "eventName",
                    "INSERT",
                    "dynamodb",
                    Map.of("SequenceNumber", Integer.toString(from * 1_000 + i), "NewImage", image(entries.get(i)))));
        }
        return Map.of("shardId", shard, "Records", records);
    }

    private static Map<String, Object> image(Map<String, AttributeValue> item) {
        Map<String, Object> image = new HashMap<>();
        item.forEach((name, value) -> image.put(
                name,
                switch (value.type()) {
                    case S -> Map.of("S", value.s());
                    case N -> Map.of("N", value.n());
                    case B ->
                        Map.of("B", Base64.getEncoder().encodeToString(value.b().asByteArrayUnsafe()));
                    case M -> Map.of("M", image(value.m()));
                    default -> throw new IllegalArgumentException("no attribute of an entry has this type");
                }));
        return image;
    }
}
