package dev.tallystick.insight;

import dev.tallystick.store.Database;
import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import dev.tallystick.store.Tables;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** The Insights table. */
final class InsightStore {

    private final Database database;
    private final String table;

    InsightStore(Database database, Tables tables) {
        this.database = database;
        this.table = tables.insights();
    }

    /** A day at a source with its figures. */
    record DailyRow(LocalDate date, String source, Map<Figure, Long> figures) {}

    TrialBalance trialBalance() {
        Optional<Item> item = database.get(table, Keys.trialBalance());
        Map<String, Long> postings = new LinkedHashMap<>();
        TrialBalance.ACCOUNTS.forEach(account -> postings.put(
                account, item.map(sums -> sums.numberOr(account, 0)).orElse(0L)));
        return new TrialBalance(
                postings,
                item.map(sums -> sums.number(TrialBalance.ENTRIES)).orElse(0L),
                item.map(sums -> sums.text(TrialBalance.AS_OF)).orElse(null));
    }

    /** The writes that add all of it. */
    List<TransactWriteItem> adding(Increment increment) {
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(addToTrialBalance(increment));
        increment.days().forEach((day, figures) -> writes.add(addToDay(day, figures)));
        return writes;
    }

    /** The rows of a month, by day and source, from one sort key on. */
    Stream<DailyRow> month(YearMonth month, String after, String upTo) {
        QueryRequest query = QueryRequest.builder()
                .tableName(table)
                .keyConditionExpression("pk = :month and sk between :after and :upTo")
                .expressionAttributeValues(Map.of(
                        ":month", AttributeValue.fromS(Keys.dailyMonth(month)),
                        ":after", AttributeValue.fromS(after),
                        ":upTo", AttributeValue.fromS(upTo)))
                .build();
        return Stream.iterate(
                        Optional.of(database.query(query)),
                        Optional::isPresent,
                        page -> page.filter(QueryResponse::hasLastEvaluatedKey)
                                .map(last -> database.query(query.toBuilder()
                                        .exclusiveStartKey(last.lastEvaluatedKey())
                                        .build())))
                .flatMap(page -> page.orElseThrow().items().stream())
                .map(attributes -> dailyRow(Item.of(attributes)));
    }

    private static DailyRow dailyRow(Item item) {
        Map<Figure, Long> figures = new LinkedHashMap<>();
        for (Figure figure : Figure.values()) {
            figures.put(figure, item.numberOr(figure.label(), 0));
        }
        int hash = item.sk().indexOf('#');
        return new DailyRow(
                LocalDate.parse(item.sk().substring(0, hash)), item.sk().substring(hash + 1), figures);
    }

    private TransactWriteItem addToTrialBalance(Increment increment) {
        Map<String, Long> sums = new LinkedHashMap<>(increment.postings());
        sums.put(TrialBalance.ENTRIES, increment.entries());
        Addition addition = Addition.of(sums);
        Map<String, AttributeValue> values = new LinkedHashMap<>(addition.values());
        values.put(":asOf", AttributeValue.fromS(increment.asOf().toString()));
        return update(Keys.trialBalance(), addition.expression() + " SET asOf = :asOf", addition.names(), values);
    }

    private TransactWriteItem addToDay(Increment.Day day, Map<Figure, Long> figures) {
        Map<String, Long> sums = new LinkedHashMap<>();
        figures.forEach((figure, amount) -> sums.put(figure.label(), amount));
        Addition addition = Addition.of(sums);
        return update(Keys.daily(day.date(), day.source()), addition.expression(), addition.names(), addition.values());
    }

    private TransactWriteItem update(
            Keys keys, String expression, Map<String, String> names, Map<String, AttributeValue> values) {
        return TransactWriteItem.builder()
                .update(Update.builder()
                        .tableName(table)
                        .key(keys.attributes())
                        .updateExpression(expression)
                        .expressionAttributeNames(names)
                        .expressionAttributeValues(values)
                        .build())
                .build();
    }

    /** An update expression that adds numbers to attributes, absent ones counting as zero. */
    private record Addition(String expression, Map<String, String> names, Map<String, AttributeValue> values) {

        static Addition of(Map<String, Long> sums) {
            Map<String, String> names = new LinkedHashMap<>();
            Map<String, AttributeValue> values = new LinkedHashMap<>();
            List<String> parts = new ArrayList<>();
            sums.forEach((name, amount) -> {
                names.put("#" + name, name);
                values.put(":" + name, AttributeValue.fromN(Long.toString(amount)));
                parts.add("#" + name + " :" + name);
            });
            return new Addition("ADD " + String.join(", ", parts), names, values);
        }
    }
}
