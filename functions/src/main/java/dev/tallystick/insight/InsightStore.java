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

/** The figures in the Insights table. */
final class InsightStore {

    private final Database database;
    private final String table;
    private final FiguresItem figuresItem;

    InsightStore(Database database, Tables tables) {
        this.database = database;
        this.table = tables.insights();
        this.figuresItem = new FiguresItem(table);
    }

    /** A day at a source with its figures. */
    record DailyRow(LocalDate date, String source, Map<Figure, Long> figures) {}

    /** Where figures are counted now, as every commit before has left it. */
    Figures figures() {
        return FiguresItem.read(database.get(table, Keys.trialBalance()));
    }

    TrialBalance trialBalance() {
        return figures().sums();
    }

    /**
     * The writes that add all of it.
     *
     * @param next what is added to the next generation as well
     */
    List<TransactWriteItem> adding(Figures read, Increment current, Increment next) {
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(figuresItem.counting(read, current, next));
        writes.addAll(adding(read.current(), current));
        read.next().ifPresent(generation -> writes.addAll(adding(generation, next)));
        return writes;
    }

    /** The writes that add its rows to a generation. */
    List<TransactWriteItem> adding(Generation generation, Increment increment) {
        List<TransactWriteItem> writes = new ArrayList<>();
        increment
                .rows()
                .forEach((row, figures) -> writes.add(new Change().add(figures).on(table, row.keys(generation))));
        return writes;
    }

    /** The daily rows of a month, by day and source, from one sort key on. */
    Stream<DailyRow> month(Generation generation, YearMonth month, String after, String upTo) {
        return items(Keys.figuresOf(Keys.DAILY, generation.number(), month), after, upTo)
                .map(InsightStore::dailyRow);
    }

    /** What is known of journeys in a month, from one sort key on: an item a day and row. */
    Stream<Item> journeys(Generation generation, YearMonth month, String after, String upTo) {
        return items(Keys.figuresOf(Keys.JOURNEYS, generation.number(), month), after, upTo);
    }

    private Stream<Item> items(String partition, String after, String upTo) {
        QueryRequest query = QueryRequest.builder()
                .tableName(table)
                .keyConditionExpression("pk = :month and sk between :after and :upTo")
                .expressionAttributeValues(Map.of(
                        ":month", AttributeValue.fromS(partition),
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
                .map(Item::of);
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
}
