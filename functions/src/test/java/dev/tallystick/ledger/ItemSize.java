package dev.tallystick.ledger;

import dev.tallystick.store.Item;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The size of an item by the rule in DynamoDB's developer guide, "Item sizes and formats". */
final class ItemSize {

    private ItemSize() {}

    static int bytes(Item item) {
        return item.attributes().entrySet().stream()
                .mapToInt(attribute -> utf8(attribute.getKey()) + bytes(attribute.getValue()))
                .sum();
    }

    private static int bytes(AttributeValue value) {
        return switch (value.type()) {
            case S -> utf8(value.s());
            case N ->
                1
                        + (value.n().replaceAll("[^0-9]", "").length() + 1) / 2
                        + (value.n().startsWith("-") ? 1 : 0);
            case B -> value.b().asByteArrayUnsafe().length;
            case M ->
                3
                        + value.m().entrySet().stream()
                                .mapToInt(member -> 1 + utf8(member.getKey()) + bytes(member.getValue()))
                                .sum();
            case L ->
                3 + value.l().stream().mapToInt(element -> 1 + bytes(element)).sum();
            case SS, NS, BS, BOOL, NUL, UNKNOWN_TO_SDK_VERSION ->
                throw new IllegalArgumentException("no item of ours has this type");
        };
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
