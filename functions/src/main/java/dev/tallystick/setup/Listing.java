package dev.tallystick.setup;

import dev.tallystick.api.Cursor;
import dev.tallystick.store.Database;
import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** A list of what there is: a partition with a row for each, in the order of their ids. What they are is read where it is. */
final class Listing {

    private static final String BEFORE_ALL = " ";

    private final Database database;
    private final String table;
    private final String partition;

    Listing(Database database, String table, String partition) {
        this.database = database;
        this.table = table;
        this.partition = partition;
    }

    /** A page, and after which id the next one begins, if there is one. */
    record Page<T>(List<T> elements, @Nullable String next) {

        @Nullable
        String cursor() {
            return next == null ? null : Cursor.of(next);
        }

        <R> List<R> map(Function<T, R> shown) {
            return elements.stream().map(shown).toList();
        }
    }

    /** What is listed, with its row. */
    record Element(Item row, Item item) {}

    /** Puts a row in place, or leaves the one that is there as it is. */
    TransactWriteItem add(Keys row) {
        return TransactWriteItem.builder()
                .update(Update.builder()
                        .tableName(table)
                        .key(row.attributes())
                        .updateExpression("SET listed = :listed")
                        .expressionAttributeValues(Map.of(":listed", AttributeValue.fromBool(true)))
                        .build())
                .build();
    }

    /** @param keysOf where the element of an id lies; a row without one is passed over */
    Page<Element> page(@Nullable String after, int limit, Function<String, Keys> keysOf) {
        List<Item> rows = rows(after == null ? BEFORE_ALL : after, limit + 1);
        List<Item> shown = rows.subList(0, Math.min(limit, rows.size()));
        Map<String, Item> items =
                database
                        .getAll(
                                table,
                                shown.stream()
                                        .map(row -> keysOf.apply(row.sk()))
                                        .toList())
                        .stream()
                        .collect(Collectors.toMap(Item::pk, UnaryOperator.identity()));
        List<Element> elements = shown.stream()
                .flatMap(row -> Stream.ofNullable(
                                items.get(keysOf.apply(row.sk()).pk()))
                        .map(item -> new Element(row, item)))
                .toList();
        return new Page<>(elements, rows.size() > limit ? shown.getLast().sk() : null);
    }

    private List<Item> rows(String after, int limit) {
        return database
                .query(QueryRequest.builder()
                        .tableName(table)
                        .consistentRead(true)
                        .keyConditionExpression("pk = :list and sk > :after")
                        .expressionAttributeValues(Map.of(
                                ":list", AttributeValue.fromS(partition),
                                ":after", AttributeValue.fromS(after)))
                        .limit(limit)
                        .build())
                .items()
                .stream()
                .map(Item::of)
                .toList();
    }
}
