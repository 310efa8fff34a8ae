package dev.tallystick.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.StreamConstraintsException;

/** Reads one document and knows the place of what it refuses. */
final class JsonReader {

    private static final int LONGEST_POINTER = 200;

    private final JsonParser parser;

    private JsonReader(JsonParser parser) {
        this.parser = parser;
    }

    static @Nullable Object read(String text) throws Json.Malformed {
        try (JsonParser parser = Json.FACTORY.createParser(ObjectReadContext.empty(), text)) {
            JsonReader reader = new JsonReader(parser);
            try {
                return reader.document();
            } catch (StreamConstraintsException e) {
                throw reader.malformed("is deeper or longer than is read here");
            } catch (JacksonException e) {
                throw new Json.Malformed("", reader.whereItEnds());
            }
        }
    }

    private @Nullable Object document() throws Json.Malformed {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw new Json.Malformed("", "is empty");
        }
        Object value = value(first);
        if (parser.nextToken() != null) {
            throw new Json.Malformed("", "goes on after the JSON document");
        }
        return value;
    }

    private @Nullable Object value(JsonToken token) throws Json.Malformed {
        return switch (token) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> wellFormed(parser.getString());
            case VALUE_NUMBER_INT -> whole(parser.getBigIntegerValue());
            case VALUE_NUMBER_FLOAT -> decimal();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
                throw malformed("is not valid JSON");
        };
    }

    private Map<String, @Nullable Object> object() throws Json.Malformed {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (JsonToken next = parser.nextToken(); next != JsonToken.END_OBJECT; next = parser.nextToken()) {
            String name = wellFormed(parser.currentName());
            if (object.containsKey(name)) {
                throw malformed("is given twice");
            }
            object.put(name, value(parser.nextToken()));
        }
        return object;
    }

    private List<@Nullable Object> array() throws Json.Malformed {
        List<@Nullable Object> array = new ArrayList<>();
        for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
            array.add(value(next));
        }
        return array;
    }

    /** What is read is read again where it was written down meanwhile, perhaps with more digits than it came with. */
    private BigDecimal decimal() throws Json.Malformed {
        try {
            BigDecimal number = parser.getDecimalValue();
            if (number.toString().length() > Json.LONGEST_NUMBER) {
                throw malformed("is a number beyond every limit");
            }
            return number;
        } catch (NumberFormatException e) {
            throw malformed("is a number beyond every limit");
        }
    }

    private static Object whole(BigInteger number) {
        return number.bitLength() < Long.SIZE ? (Object) number.longValueExact() : new BigDecimal(number);
    }

    private String wellFormed(String text) throws Json.Malformed {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw malformed("holds half a surrogate pair");
            }
        }
        return text;
    }

    private Json.Malformed malformed(String message) {
        String pointer = parser.streamReadContext().pathAsPointer().toString();
        boolean shown = pointer.length() <= LONGEST_POINTER && pointer.chars().noneMatch(Character::isISOControl);
        return new Json.Malformed(shown ? wholeCharacters(pointer) : "", message);
    }

    /** A half surrogate pair in a name would make the answer malformed as well. */
    private static String wholeCharacters(String pointer) {
        return pointer.codePoints()
                        .anyMatch(point -> point <= Character.MAX_VALUE && Character.isSurrogate((char) point))
                ? ""
                : pointer;
    }

    private String whereItEnds() {
        var location = parser.currentLocation();
        return "is not valid JSON near line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
    }
}
