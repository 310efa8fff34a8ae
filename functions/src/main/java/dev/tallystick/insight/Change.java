package dev.tallystick.insight;

import dev.tallystick.store.Keys;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** An update of an item, attribute by attribute. */
final class Change {

    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, AttributeValue> values = new LinkedHashMap<>();
    private final List<String> additions = new ArrayList<>();
    private final List<String> settings = new ArrayList<>();
    private final List<String> removals = new ArrayList<>();
    private final List<String> conditions = new ArrayList<>();

    /** Adds to numbers, absent ones counting as zero. */
    Change add(Map<String, Long> amounts) {
        amounts.forEach((name, amount) -> additions.add(name(name) + " " + number(amount)));
        return this;
    }

    Change set(String name, AttributeValue value) {
        settings.add(name(name) + " = " + value(value));
        return this;
    }

    /** Sets it to another attribute's number, absent counting as zero, and so much more. */
    Change setToSum(String name, String other, long more) {
        settings.add("%s = if_not_exists(%s, %s) + %s".formatted(name(name), name(other), number(0), number(more)));
        return this;
    }

    Change remove(String name) {
        removals.add(name(name));
        return this;
    }

    /** Only where the attribute is this; where it is absent, with nothing. */
    Change where(String name, Optional<AttributeValue> expected) {
        conditions.add(expected.map(value -> name(name) + " = " + value(value))
                .orElseGet(() -> "attribute_not_exists(" + name(name) + ")"));
        return this;
    }

    TransactWriteItem on(String table, Keys keys) {
        return TransactWriteItem.builder()
                .update(Update.builder()
                        .tableName(table)
                        .key(keys.attributes())
                        .updateExpression(
                                Stream.of(clause("ADD", additions), clause("SET", settings), clause("REMOVE", removals))
                                        .flatMap(Optional::stream)
                                        .collect(Collectors.joining(" ")))
                        .conditionExpression(conditions.isEmpty() ? null : String.join(" and ", conditions))
                        .expressionAttributeNames(names)
                        .expressionAttributeValues(values)
                        .build())
                .build();
    }

    private static Optional<String> clause(String action, List<String> parts) {
        return parts.isEmpty() ? Optional.empty() : Optional.of(action + " " + String.join(", ", parts));
    }

    private String name(String attribute) {
        names.put("#" + attribute, attribute);
        return "#" + attribute;
    }

    private String number(long number) {
        return value(AttributeValue.fromN(Long.toString(number)));
    }

    private String value(AttributeValue value) {
        String placeholder = ":v" + values.size();
        values.put(placeholder, value);
        return placeholder;
    }
}
