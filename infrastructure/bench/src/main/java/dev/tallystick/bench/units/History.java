package dev.tallystick.bench.units;

import dev.tallystick.upkeep.AuditLedger;
import dev.tallystick.upkeep.RebuildAccounts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * A member with as many entries as are asked for. The first are made by the functions; the last two of them, a purchase and an
 * adjustment that takes what it earned, are put again and again under other ids and numbers, and the rebuild makes the account of it. So
 * the history is one that the ledger's own audit finds right.
 */
final class History {

    private static final int AT_A_TIME = 100;
    private static final int BESIDE = 4;
    private static final int MOST_CALLS = 20;

    private final String ledger = Objects.requireNonNull(System.getenv("LEDGER_TABLE"));
    private final Shop shop;

    History(Shop shop) {
        this.shop = shop;
    }

    /** @param entries an even number from 10 on */
    String memberWith(int entries) {
        String member = String.valueOf(shop.enrol().get("memberId"));
        shop.buy(member, 200_000);
        for (int i = 2; i < 8; i++) {
            shop.buy(member, 10_000);
        }
        shop.buy(member, 12_345);
        Map<String, AttributeValue> earned =
                Sent.unseen(() -> newest(member, 1)).getFirst();
        shop.adjust(member, -points(earned));
        if (entries > 10) {
            Sent.unseen(() -> {
                List<Map<String, AttributeValue>> last = newest(member, 2);
                repeat(last.get(1), last.get(0), entries - 10);
                return true;
            });
        }
        return member;
    }

    /** Makes the accounts of seeded members anew. */
    void rebuild() {
        Map<String, Object> report = shop.functions.call(new RebuildAccounts(), Map.of("restart", true));
        for (int i = 0; i < MOST_CALLS && !Boolean.TRUE.equals(report.get("done")); i++) {
            // A slow machine answers late, and the function then that there is too much at once.
            report = shop.functions.call(new RebuildAccounts(), Map.of());
        }
        if (!Boolean.TRUE.equals(report.get("done")) || !isZero(report.get("broken")) || !isZero(report.get("busy"))) {
            Map<String, Object> audited = shop.functions.call(new AuditLedger(), Map.of("walk", "seeded"));
            throw new IllegalStateException("the seeded histories are not right: %s, %s".formatted(report, audited));
        }
    }

    /** A higher tier earns more for the same total. */
    private static int points(Map<String, AttributeValue> earned) {
        AttributeValue postings = Objects.requireNonNull(earned.get("postings"));
        return Integer.parseInt(
                Objects.requireNonNull(postings.m().get("available")).n());
    }

    private static boolean isZero(@org.jspecify.annotations.Nullable Object number) {
        return "0".equals(String.valueOf(number));
    }

    private List<Map<String, AttributeValue>> newest(String member, int entries) {
        return Stored.CLIENT
                .query(QueryRequest.builder()
                        .tableName(ledger)
                        .indexName("Statement")
                        .keyConditionExpression("#member = :member")
                        .expressionAttributeNames(Map.of("#member", "member"))
                        .expressionAttributeValues(Map.of(":member", AttributeValue.fromS(member)))
                        .scanIndexForward(false)
                        .limit(entries)
                        .build())
                .items();
    }

    private void repeat(Map<String, AttributeValue> earned, Map<String, AttributeValue> taken, int entries) {
        List<List<TransactWriteItem>> transactions = new ArrayList<>();
        for (int i = 0; i < entries; i++) {
            if (i % AT_A_TIME == 0) {
                transactions.add(new ArrayList<>());
            }
            transactions.getLast().add(put(again(i % 2 == 0 ? earned : taken, 2 * (i / 2 + 1), taken)));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(BESIDE)) {
            List<Future<?>> writing = new ArrayList<>();
            for (List<TransactWriteItem> writes : transactions) {
                writing.add(threads.submit(() -> Sent.unseen(
                        () -> Stored.CLIENT.transactWriteItems(transaction -> transaction.transactItems(writes)))));
            }
            for (Future<?> each : writing) {
                each.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static Map<String, AttributeValue> again(
            Map<String, AttributeValue> entry, int later, Map<String, AttributeValue> last) {
        Map<String, AttributeValue> copy = new HashMap<>(entry);
        long seq = new BigDecimal(Objects.requireNonNull(entry.get("seq")).n()).longValueExact() + later;
        copy.put("at", Objects.requireNonNull(last.get("at")));
        copy.put("seq", AttributeValue.fromN(Long.toString(seq)));
        copy.put(
                "pk",
                AttributeValue.fromS(Objects.requireNonNull(entry.get("pk")).s() + "-" + seq));
        return copy;
    }

    private TransactWriteItem put(Map<String, AttributeValue> item) {
        return TransactWriteItem.builder()
                .put(Put.builder().tableName(ledger).item(item).build())
                .build();
    }
}
