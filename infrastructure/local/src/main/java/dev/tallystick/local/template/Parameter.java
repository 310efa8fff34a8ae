package dev.tallystick.local.template;

import dev.tallystick.local.Fault;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** A parameter of the template. */
public record Parameter(String file, String id, Type type, Node.Mapping body) {

    private static final int MOST_CHARACTERS = 4_096;
    private static final Set<String> KNOWN = Set.of(
            "Type",
            "Default",
            "Description",
            "AllowedPattern",
            "AllowedValues",
            "ConstraintDescription",
            "MinValue",
            "MaxValue",
            "MinLength",
            "MaxLength",
            "NoEcho");

    /** What a value is: one or several, texts or numbers. */
    public enum Type {
        STRING("String", false, false),
        NUMBER("Number", false, true),
        LIST("CommaDelimitedList", true, false),
        NUMBERS("List<Number>", true, true);

        private final String name;
        private final boolean several;
        private final boolean numbers;

        Type(String name, boolean several, boolean numbers) {
            this.name = name;
            this.several = several;
            this.numbers = numbers;
        }

        /** Its name in the template. */
        public String key() {
            return name;
        }
    }

    static Parameter of(String file, String id, Node node) {
        if (!(node instanceof Node.Mapping body)) {
            throw new Fault(file + ":" + node.line() + ": parameter " + id + " must be a map");
        }
        Place place = new Place(file, "parameter " + id, "", body.line());
        if (!id.matches("[A-Za-z0-9]{1,255}")) {
            throw place.fault("its name must have letters and digits only");
        }
        for (String key : body.entries().keySet()) {
            if (!KNOWN.contains(key)) {
                throw place.inside(key, body.lineOf(key)).fault("the local cloud does not know this property");
            }
        }
        String name = text(body, "Type").orElse("");
        Type type = Arrays.stream(Type.values())
                .filter(known -> known.name.equals(name))
                .findFirst()
                .orElseThrow(() -> place.inside("Type", body.lineOf("Type"))
                        .fault(
                                name.startsWith("AWS::SSM::")
                                        ? "the local cloud has no Parameter Store: make it a String, and give the value"
                                                + " itself with --parameter " + id + "=…"
                                        : "must be String, Number, CommaDelimitedList or List<Number>"));
        return new Parameter(file, id, type, body);
    }

    /** The value given, or the default; checked as CloudFormation checks it. */
    Node value(@Nullable String given) {
        String value = given != null
                ? given
                : text("Default").orElseThrow(() -> fault("Default", "there is none: give --parameter " + id + "=…"));
        if (value.length() > MOST_CHARACTERS) {
            throw fault("Default", "the value has more than " + MOST_CHARACTERS + " characters");
        }
        checkLength(value);
        List<String> parts = type.several
                ? Arrays.stream(value.split(",", -1)).map(String::strip).toList()
                : List.of(value);
        parts.forEach(this::check);
        return type.several
                ? new Node.Sequence(
                        parts.stream()
                                .<Node>map(part -> Node.text(part, body.line()))
                                .toList(),
                        body.line())
                : Node.text(value, body.line());
    }

    private void check(String value) {
        if (type.numbers) {
            checkNumber(value);
        }
        text("AllowedPattern").filter(pattern -> !matches(pattern, value)).ifPresent(pattern -> {
            throw fault("AllowedPattern", "the value does not match " + pattern);
        });
        if (body.entries().get("AllowedValues") instanceof Node.Sequence allowed
                && allowed.items().stream()
                        .noneMatch(item -> item instanceof Node.Scalar known
                                && known.text().equals(value))) {
            throw fault("AllowedValues", "the value is not among them");
        }
    }

    private boolean matches(String pattern, String value) {
        try {
            return Pattern.matches(pattern, value);
        } catch (PatternSyntaxException e) {
            throw fault("AllowedPattern", "is no pattern: " + e.getDescription());
        }
    }

    private void checkNumber(String value) {
        BigDecimal number = number("Type", value, "the value is not a number");
        checkBound("MinValue", least -> number.compareTo(least) < 0, "the value is less than that");
        checkBound("MaxValue", most -> number.compareTo(most) > 0, "the value is more than that");
    }

    private void checkLength(String value) {
        checkBound("MinLength", least -> value.length() < least.intValue(), "the value is shorter than that");
        checkBound("MaxLength", most -> value.length() > most.intValue(), "the value is longer than that");
    }

    private void checkBound(String property, Predicate<BigDecimal> broken, String problem) {
        text(property)
                .map(text -> number(property, text, "must be a number"))
                .filter(broken)
                .ifPresent(bound -> {
                    throw fault(property, problem);
                });
    }

    private BigDecimal number(String property, String text, String problem) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException _) {
            throw fault(property, problem);
        }
    }

    private Optional<String> text(String key) {
        return text(body, key);
    }

    private static Optional<String> text(Node.Mapping body, String key) {
        return body.entries().get(key) instanceof Node.Scalar scalar ? Optional.of(scalar.text()) : Optional.empty();
    }

    private Fault fault(String property, String problem) {
        return new Place(file, "parameter " + id, property, body.lineOf(property)).fault(problem);
    }
}
