package dev.tallystick.store;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An item of a table, read and written by attribute. Reading what is not there, or is of another type, fails loudly. */
public final class Item {

    private final Map<String, AttributeValue> attributes;

    private Item(Map<String, AttributeValue> attributes) {
        this.attributes = attributes;
    }

    public static Item with(Keys keys) {
        return new Item(new HashMap<>(keys.attributes()));
    }

    public static Item of(Map<String, AttributeValue> attributes) {
        return new Item(attributes);
    }

    /** The item is not as this code writes it. */
    public static final class Unreadable extends IllegalStateException {

        Unreadable(String attribute) {
            super("an item's attribute cannot be read: " + attribute);
        }

        public Unreadable(String attribute, Throwable cause) {
            super("an item's attribute cannot be read: " + attribute, cause);
        }

        /** What is wrong, without quoting what lies there. */
        public String why() {
            Throwable cause = getCause();
            return cause == null || cause instanceof IllegalStateException
                    ? String.valueOf((cause == null ? this : cause).getMessage())
                    : getMessage() + ", " + cause.getClass().getSimpleName();
        }
    }

    public Map<String, AttributeValue> attributes() {
        return attributes;
    }

    public Item put(String name, @Nullable String text) {
        return put(name, text == null ? null : AttributeValue.fromS(text));
    }

    public Item put(String name, long number) {
        return put(name, AttributeValue.fromN(Long.toString(number)));
    }

    public Item put(String name, @Nullable Instant instant) {
        return put(name, instant == null ? null : instant.toString());
    }

    /** Puts a number unless it is absent. */
    public Item putIfAny(String name, @Nullable Long number) {
        return number == null ? this : put(name, number.longValue());
    }

    public Item put(String name, byte[] bytes) {
        return put(name, AttributeValue.fromB(SdkBytes.fromByteArray(bytes)));
    }

    public Item put(String name, @Nullable AttributeValue value) {
        if (value != null) {
            attributes.put(name, value);
        }
        return this;
    }

    public boolean has(String name) {
        return attributes.containsKey(name);
    }

    public String pk() {
        return text(Keys.PK);
    }

    public String sk() {
        return text(Keys.SK);
    }

    public @Nullable String optionalText(String name) {
        AttributeValue value = attributes.get(name);
        return value == null ? null : some(value.s(), name);
    }

    public String text(String name) {
        return some(optionalText(name), name);
    }

    public @Nullable Instant optionalInstant(String name) {
        String text = optionalText(name);
        return text == null ? null : Instant.parse(text);
    }

    public Instant instant(String name) {
        return some(optionalInstant(name), name);
    }

    public long number(String name) {
        return Long.parseLong(some(value(name).n(), name));
    }

    public long numberOr(String name, long absent) {
        return has(name) ? number(name) : absent;
    }

    public byte[] bytes(String name) {
        return some(value(name).b(), name).asByteArray();
    }

    public AttributeValue value(String name) {
        return some(attributes.get(name), name);
    }

    private static <T> T some(@Nullable T value, String name) {
        if (value == null) {
            throw new Unreadable(name);
        }
        return value;
    }
}
