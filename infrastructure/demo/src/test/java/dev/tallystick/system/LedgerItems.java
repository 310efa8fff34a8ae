package dev.tallystick.system;

import dev.tallystick.system.Cloud.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The Ledger table as it lies there, added up in the plainest way. */
record LedgerItems(List<Map<?, ?>> items) {

    static LedgerItems of(Cloud cloud) {
        List<Map<?, ?>> items = new ArrayList<>();
        String from = "";
        while (true) {
            Answer page = cloud.dynamodb(
                    "Scan", "{\"TableName\": \"tallystick-prod-ledger\", \"ConsistentRead\": true" + from + "}");
            items.addAll(page.list("Items"));
            if (!page.body().containsKey("LastEvaluatedKey")) {
                return new LedgerItems(items);
            }
            from = ", \"ExclusiveStartKey\": " + Cloud.json(page.body().get("LastEvaluatedKey"));
        }
    }

    long entries() {
        return items.size();
    }

    long posted(String account) {
        return items.stream().mapToLong(item -> posted(item, account)).sum();
    }

    int redeemed(String source) {
        return (int) items.stream()
                .filter(is("source", source))
                .mapToLong(item -> posted(item, "redeemed"))
                .sum();
    }

    /** Those that nobody voided. */
    int purchases(String source) {
        return (int) (count(is("kind", "earned").and(is("source", source)))
                - count(item ->
                        item.containsKey("voidedIn") && is("source", source).test(item)));
    }

    int enrolled(String source) {
        return (int) count(is("kind", "enrolled").and(is("source", source)));
    }

    /** Ways between the channels that were completed and not undone. */
    long journeys() {
        return count(item -> text(item, "first").endsWith("channel") && item.containsKey("otherChannelAt"))
                - count(item -> item.containsKey("firstOnline"));
    }

    /** What was spent in a channel and not given back; nobody has debts here. */
    long spentIn(String channel) {
        return items.stream()
                .filter(item -> text(item, item.containsKey("spentIn") ? "spentIn" : "channel")
                        .equals(channel))
                .mapToLong(item -> posted(item, "redeemed"))
                .sum();
    }

    private long count(Predicate<Map<?, ?>> which) {
        return items.stream().filter(which).count();
    }

    private static Predicate<Map<?, ?>> is(String attribute, String value) {
        return item -> text(item, attribute).equals(value);
    }

    private static String text(Map<?, ?> item, String attribute) {
        return item.get(attribute) instanceof Map<?, ?> value ? String.valueOf(value.get("S")) : "";
    }

    private static long posted(Map<?, ?> item, String account) {
        return item.get("postings") instanceof Map<?, ?> postings
                        && postings.get("M") instanceof Map<?, ?> accounts
                        && accounts.get(account) instanceof Map<?, ?> points
                ? Long.parseLong(String.valueOf(points.get("N")))
                : 0;
    }
}
