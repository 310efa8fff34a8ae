package dev.tallystick.bench.units;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The size of an item by the rule in DynamoDB's developer guide, "DynamoDB item sizes and formats". */
final class ItemSize {

    private ItemSize() {}

    /** In bytes; 0 for no attributes. */
    static int bytes(Map<String, AttributeValue> item) {
        return item.entrySet().stream()
                .mapToInt(attribute -> utf8(attribute.getKey()) + bytes(attribute.getValue()))
                .sum();
    }

    private static int bytes(AttributeValue value) {
        return switch (value.type()) {
            case S -> utf8(value.s());
            case N -> number(new BigDecimal(value.n()));
            case B -> value.b().asByteArrayUnsafe().length;
            case BOOL, NUL -> 1;
            case M ->
                3
                        + value.m().entrySet().stream()
                                .mapToInt(member -> 1 + utf8(member.getKey()) + bytes(member.getValue()))
                                .sum();
            case L ->
                3 + value.l().stream().mapToInt(element -> 1 + bytes(element)).sum();
            case SS, NS, BS, UNKNOWN_TO_SDK_VERSION ->
                throw new IllegalArgumentException("no item of ours has this type");
        };
    }

    /** A byte for two significant digits and one more; the sign takes one as well. */
    private static int number(BigDecimal number) {
        return 1 + (number.stripTrailingZeros().precision() + 1) / 2 + (number.signum() < 0 ? 1 : 0);
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
