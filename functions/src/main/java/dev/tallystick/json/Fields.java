package dev.tallystick.json;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON object field by field and notes every fault with its place. A getter whose field is wrong notes it and
 * answers something harmless, so that a request is told all its faults at once; {@link #finish} throws when there were
 * any, unknown fields included. Null, an empty list and an absent field are the same.
 */
public final class Fields {

    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
    private static final int LONGEST_INSTANT = 40;
    private static final int MOST_FAULTS = 50;
    private static final int LONGEST_NAME_SHOWN = 64;

    private final String pointer;
    private final Map<?, ?> values;
    private final List<Fault> faults;
    private final Set<String> known = new HashSet<>();

    private Fields(String pointer, Map<?, ?> values, List<Fault> faults) {
        this.pointer = pointer;
        this.values = values;
        this.faults = faults;
    }

    /** Everything that is wrong with a request. */
    public static final class Invalid extends RuntimeException {

        private final transient List<Fault> faults;

        public Invalid(List<Fault> faults) {
            super("invalid request");
            this.faults = List.copyOf(faults);
        }

        public List<Fault> faults() {
            return faults;
        }
    }

    /** @throws Invalid when it is not an object */
    public static Fields of(@Nullable Object document) {
        if (document instanceof Map<?, ?> values) {
            return new Fields("", values, new ArrayList<>());
        }
        throw new Invalid(List.of(new Fault("", "must be a JSON object")));
    }

    /** @throws Invalid when anything was wrong here or in what was read of it */
    public void finish() {
        noOthers();
        if (!faults.isEmpty()) {
            throw new Invalid(faults);
        }
    }

    /** Whether nothing wrong was found so far. */
    public boolean sound() {
        return faults.isEmpty();
    }

    public void fault(String name, String detail) {
        note(name.isEmpty() ? pointer : pointer + "/" + escape(name), detail);
    }

    private void note(String place, String detail) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(new Fault(place, detail));
        }
    }

    /** Whether it is a text without anything in it. */
    public boolean isEmptyText(String name) {
        return "".equals(value(name));
    }

    public boolean has(String name) {
        return value(name) != null;
    }

    public @Nullable String optionalText(String name, int maximumLength) {
        Object value = value(name);
        if (value == null) {
            return null;
        }
        if (value instanceof String text) {
            if (text.isEmpty() || text.codePointCount(0, text.length()) > maximumLength) {
                fault(name, "must have 1 to %d characters".formatted(maximumLength));
            } else if (text.chars().anyMatch(Character::isISOControl)) {
                fault(name, "must not hold control characters");
            }
            return text;
        }
        fault(name, "must be a string");
        return null;
    }

    /** A string of whatever length and content. */
    public String anyText(String name) {
        return required(name, optionalAnyText(name), "");
    }

    /** A string of whatever length and content, where it is given; null also where it is no string, which is noted. */
    public @Nullable String optionalAnyText(String name) {
        Object value = value(name);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        fault(name, "must be a string");
        return null;
    }

    public String text(String name, int maximumLength) {
        return required(name, optionalText(name, maximumLength), "");
    }

    public @Nullable String optionalMatch(String name, Pattern pattern) {
        Object value = value(name);
        if (value == null) {
            return null;
        }
        if (value instanceof String text) {
            if (!pattern.matcher(text).matches()) {
                fault(name, "must match " + pattern.pattern());
            }
            return text;
        }
        fault(name, "must be a string");
        return null;
    }

    public String match(String name, Pattern pattern) {
        return required(name, optionalMatch(name, pattern), "");
    }

    public long integer(String name, long minimum, long maximum) {
        Object value = value(name);
        if (value instanceof Long number && number >= minimum && number <= maximum) {
            return number;
        }
        if (value == null) {
            fault(name, "is required");
        } else {
            fault(name, "must be a whole number from %d to %d".formatted(minimum, maximum));
        }
        return minimum;
    }

    /** As {@link #integer}, or what it is where it is absent. */
    public long integerOr(String name, long minimum, long maximum, long absent) {
        return has(name) ? integer(name, minimum, maximum) : absent;
    }

    /** A number with at most three decimals, within the maximum either way. */
    public BigDecimal decimal(String name, long maximum) {
        Object value = value(name);
        BigDecimal number = switch (value) {
            case Long whole -> BigDecimal.valueOf(whole);
            case BigDecimal decimal -> decimal;
            case null, default -> null;
        };
        if (value == null) {
            fault(name, "is required");
        } else if (number == null
                || number.abs().compareTo(BigDecimal.valueOf(maximum)) > 0
                || number.stripTrailingZeros().scale() > 3) {
            fault(name, "must be a number within ±%d with at most three decimals".formatted(maximum));
        } else {
            return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        }
        return BigDecimal.ONE;
    }

    /** An RFC 3339 instant with any offset, to the millisecond. */
    public Instant instant(String name) {
        return required(
                name,
                parsed(name, "must be an RFC 3339 time with an offset, from 1900 to 2199", text -> {
                    Instant instant = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
                    if (text.length() > LONGEST_INSTANT || instant.isBefore(EARLIEST) || !instant.isBefore(LATEST)) {
                        throw new DateTimeException("out of range");
                    }
                    return instant;
                }),
                Instant.EPOCH);
    }

    /** As {@link #instant}, where it is given. */
    public @Nullable Instant optionalInstant(String name) {
        return has(name) ? instant(name) : null;
    }

    /** A flag, or what it is where it is absent. */
    public boolean flag(String name, boolean absent) {
        Object value = value(name);
        if (value != null && !(value instanceof Boolean)) {
            fault(name, "must be true or false");
        }
        return value instanceof Boolean flag ? flag : absent;
    }

    /** Flags by name, at most so many; none where it is absent. */
    public Map<String, Boolean> flags(String name, int maximum, Pattern names) {
        Map<String, Boolean> flags = new LinkedHashMap<>();
        Fields object = optionalObject(name);
        if (object == null) {
            return flags;
        }
        if (object.values.size() > maximum) {
            fault(name, "must have at most %d fields".formatted(maximum));
            return flags;
        }
        for (Object key : object.values.keySet()) {
            String flag = String.valueOf(key);
            if (!names.matcher(flag).matches()) {
                fault(name, "must have fields whose names match " + names.pattern());
            } else if (object.values.get(key) instanceof Boolean value) {
                flags.put(flag, value);
            } else if (object.values.get(key) != null) {
                object.fault(flag, "must be true or false");
            }
        }
        return flags;
    }

    public @Nullable LocalDate optionalDate(String name) {
        return parsed(name, "must be a date such as 2026-11-22", Fields::date);
    }

    /**
     * A date of the years 1900 to 2199.
     *
     * @throws DateTimeException when the text is none
     */
    public static LocalDate date(String text) {
        LocalDate date = LocalDate.parse(text);
        if (date.getYear() < 1900 || date.getYear() > 2199) {
            throw new DateTimeException("out of range");
        }
        return date;
    }

    /** One of the names that the function knows; null from it means that it does not. */
    public <T> @Nullable T optionalChoice(String name, String choices, Function<String, @Nullable T> choice) {
        Object value = value(name);
        if (value == null) {
            return null;
        }
        T chosen = value instanceof String text ? choice.apply(text) : null;
        if (chosen == null) {
            fault(name, "must be one of " + choices);
        }
        return chosen;
    }

    /** As {@link #optionalChoice}, and noted where it is absent; null only where a fault was noted. */
    public <T> @Nullable T choice(String name, String choices, Function<String, @Nullable T> choice) {
        if (!has(name)) {
            fault(name, "is required");
        }
        return optionalChoice(name, choices, choice);
    }

    public @Nullable Fields optionalObject(String name) {
        Object value = value(name);
        if (value == null) {
            return null;
        }
        if (value instanceof Map<?, ?> object) {
            return new Fields(pointer + "/" + escape(name), object, faults);
        }
        fault(name, "must be an object");
        return null;
    }

    public Fields object(String name) {
        Fields found = optionalObject(name);
        if (found == null && !has(name)) {
            fault(name, "is required");
        }
        return found == null ? new Fields(pointer + "/" + escape(name), Map.of(), new ArrayList<>()) : found;
    }

    /** The elements of a list of objects, each read by the function and checked for unknown fields. */
    public <T> List<T> objects(String name, int maximum, Function<Fields, T> read) {
        List<T> result = new ArrayList<>();
        List<?> elements = list(name, maximum);
        for (int i = 0; i < elements.size(); i++) {
            String place = pointer + "/" + escape(name) + "/" + i;
            if (elements.get(i) instanceof Map<?, ?> object) {
                Fields element = new Fields(place, object, faults);
                result.add(read.apply(element));
                element.noOthers();
            } else {
                note(place, "must be an object");
            }
        }
        return result;
    }

    /** The elements of a list of objects as they are, unread. At least one is required. */
    public List<Map<?, ?>> unreadObjects(String name, int maximum) {
        List<Map<?, ?>> result = new ArrayList<>();
        List<?> elements = list(name, maximum);
        if (elements.isEmpty() && sound()) {
            fault(name, "must have 1 to %d elements".formatted(maximum));
        }
        for (int i = 0; i < elements.size(); i++) {
            if (elements.get(i) instanceof Map<?, ?> object) {
                result.add(object);
            } else {
                note(pointer + "/" + escape(name) + "/" + i, "must be an object");
            }
        }
        return result;
    }

    /** The elements of a list of strings that match. */
    public List<String> texts(String name, int maximum, Pattern pattern) {
        List<String> result = new ArrayList<>();
        List<?> elements = list(name, maximum);
        for (int i = 0; i < elements.size(); i++) {
            if (elements.get(i) instanceof String text && pattern.matcher(text).matches()) {
                result.add(text);
            } else {
                note(pointer + "/" + escape(name) + "/" + i, "must match " + pattern.pattern());
            }
        }
        return result;
    }

    /** Notes every field that nobody asked for. */
    public void noOthers() {
        values.keySet().stream()
                .map(String::valueOf)
                .filter(name -> !known.contains(name))
                .map(Fields::shown)
                .forEach(name -> fault(name, "is not a field of this request"));
    }

    /** As much of a name as an answer repeats; no character is cut in two, since half a one could not be read again. */
    public static String shown(String name) {
        return name.codePoints()
                .limit(LONGEST_NAME_SHOWN)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private List<?> list(String name, int maximum) {
        Object value = value(name);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list)) {
            fault(name, "must be a list");
            return List.of();
        }
        if (list.size() > maximum) {
            fault(name, "must have at most %d elements".formatted(maximum));
            return List.of();
        }
        return list;
    }

    private <T> @Nullable T parsed(String name, String expected, Function<String, T> parse) {
        Object value = value(name);
        if (value == null) {
            return null;
        }
        if (value instanceof String text) {
            try {
                return parse.apply(text);
            } catch (DateTimeException e) {
                fault(name, expected);
                return null;
            }
        }
        fault(name, expected);
        return null;
    }

    private <T> T required(String name, @Nullable T value, T harmless) {
        if (value == null && !has(name)) {
            fault(name, "is required");
        }
        return value == null ? harmless : value;
    }

    private @Nullable Object value(String name) {
        known.add(name);
        return values.get(name);
    }

    private static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
