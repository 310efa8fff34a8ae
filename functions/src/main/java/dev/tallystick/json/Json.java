package dev.tallystick.json;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * JSON as plain Java values: {@code Map}, {@code List}, {@code String}, {@code Long}, {@code BigDecimal}, {@code Boolean}
 * and null. Whole numbers that fit are a {@code Long}, all others a {@code BigDecimal}. Duplicate keys, half surrogate
 * pairs, anything after the document and nesting beyond {@value #MAXIMUM_DEPTH} are refused.
 */
public final class Json {

    static final int MAXIMUM_DEPTH = 32;
    private static final int MAXIMUM_NUMBER_LENGTH = 40;
    private static final int MAXIMUM_STRING_LENGTH = 10 * 1024 * 1024;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAXIMUM_DEPTH)
                    .maxNumberLength(MAXIMUM_NUMBER_LENGTH)
                    .maxStringLength(MAXIMUM_STRING_LENGTH)
                    .build())
            .build();

    private Json() {}

    /** The text is not JSON as this class reads it. */
    public static final class Malformed extends Exception {

        Malformed(String message) {
            super(message);
        }
    }

    public static @Nullable Object parse(byte[] text) throws Malformed {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            return document(parser);
        } catch (JacksonException e) {
            throw malformed(e);
        }
    }

    public static @Nullable Object parse(InputStream text) throws Malformed {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            return document(parser);
        } catch (JacksonException e) {
            throw malformed(e);
        }
    }

    public static byte[] bytes(Object value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            write(value, generator);
        }
        return out.toByteArray();
    }

    public static String text(Object value) {
        return new String(bytes(value), StandardCharsets.UTF_8);
    }

    private static Malformed malformed(JacksonException e) {
        var location = e.getLocation();
        return new Malformed(
                location == null
                        ? "is not valid JSON"
                        : "is not valid JSON near line %d, column %d"
                                .formatted(location.getLineNr(), location.getColumnNr()));
    }

    private static @Nullable Object document(JsonParser parser) throws Malformed {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw new Malformed("is empty");
        }
        Object value = value(parser, first);
        if (parser.nextToken() != null) {
            throw new Malformed("goes on after the JSON document");
        }
        return value;
    }

    private static @Nullable Object value(JsonParser parser, JsonToken token) throws Malformed {
        return switch (token) {
            case START_OBJECT -> {
                Map<String, @Nullable Object> object = new LinkedHashMap<>();
                for (JsonToken next = parser.nextToken(); next != JsonToken.END_OBJECT; next = parser.nextToken()) {
                    String name = wellFormed(parser.currentName());
                    object.put(name, value(parser, parser.nextToken()));
                }
                yield object;
            }
            case START_ARRAY -> {
                List<@Nullable Object> array = new ArrayList<>();
                for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
                    array.add(value(parser, next));
                }
                yield array;
            }
            case VALUE_STRING -> wellFormed(parser.getString());
            case VALUE_NUMBER_INT -> whole(parser.getBigIntegerValue());
            case VALUE_NUMBER_FLOAT -> decimal(parser);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
                throw new Malformed("is not valid JSON");
        };
    }

    private static BigDecimal decimal(JsonParser parser) throws Malformed {
        try {
            return parser.getDecimalValue();
        } catch (NumberFormatException e) {
            throw new Malformed("holds a number beyond every limit");
        }
    }

    private static Object whole(BigInteger number) {
        return number.bitLength() < Long.SIZE ? (Object) number.longValueExact() : new BigDecimal(number);
    }

    private static String wellFormed(String text) throws Malformed {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw new Malformed("holds half a surrogate pair");
            }
        }
        return text;
    }

    private static void write(@Nullable Object value, JsonGenerator generator) {
        switch (value) {
            case null -> generator.writeNull();
            case Map<?, ?> object -> {
                generator.writeStartObject();
                object.forEach((name, member) -> {
                    generator.writeName(String.valueOf(name));
                    write(member, generator);
                });
                generator.writeEndObject();
            }
            case List<?> array -> {
                generator.writeStartArray();
                array.forEach(element -> write(element, generator));
                generator.writeEndArray();
            }
            case String text -> generator.writeString(text);
            case Long number -> generator.writeNumber(number);
            case Integer number -> generator.writeNumber(number);
            case BigDecimal number -> generator.writeNumber(number);
            case Boolean flag -> generator.writeBoolean(flag);
            case Object other -> throw new IllegalArgumentException("no JSON for " + other.getClass());
        }
    }
}
