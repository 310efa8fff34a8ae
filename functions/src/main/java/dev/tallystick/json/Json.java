package dev.tallystick.json;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * JSON as plain Java values: {@code Map}, {@code List}, {@code String}, {@code Long}, {@code BigDecimal}, {@code Boolean}
 * and null. Whole numbers that fit are a {@code Long}, all others a {@code BigDecimal}. Duplicate keys, half surrogate
 * pairs, anything after the document and nesting beyond {@value #MAXIMUM_DEPTH} are refused.
 */
public final class Json {

    static final int MAXIMUM_DEPTH = 32;
    static final int LONGEST_NUMBER = 40;
    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAXIMUM_DEPTH)
                    .maxNumberLength(LONGEST_NUMBER)
                    .maxStringLength(10 * 1024 * 1024)
                    .build())
            .build();

    private Json() {}

    /** The text is not JSON as this class reads it. */
    public static final class Malformed extends Exception {

        private final String pointer;

        Malformed(String pointer, String message) {
            super(message);
            this.pointer = pointer;
        }

        /** The field at fault, as a JSON Pointer; empty for the document itself. */
        public String pointer() {
            return pointer;
        }
    }

    /** The document in a text of UTF-8. */
    public static @Nullable Object parse(byte[] text) throws Malformed {
        try {
            return JsonReader.read(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(text))
                    .toString());
        } catch (CharacterCodingException e) {
            throw new Malformed("", "is not UTF-8");
        }
    }

    /** The document in a stream of UTF-8. */
    public static @Nullable Object parse(InputStream text) throws Malformed, IOException {
        return parse(text.readAllBytes());
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
