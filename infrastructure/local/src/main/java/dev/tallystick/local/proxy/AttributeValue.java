package dev.tallystick.local.proxy;

import dev.tallystick.local.wire.Json;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** DynamoDB's values of keys. */
final class AttributeValue {

    private AttributeValue() {}

    /** The text of a value that a key can have. */
    static Optional<String> text(@Nullable Object value) {
        Map<String, @Nullable Object> typed = Json.asObject(value).orElse(Map.of());
        return Stream.of("S", "N", "B")
                .flatMap(type -> Json.string(typed, type).stream())
                .findFirst();
    }
}
