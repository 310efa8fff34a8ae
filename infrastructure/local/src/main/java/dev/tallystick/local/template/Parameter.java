package dev.tallystick.local.template;

import dev.tallystick.local.Fault;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A parameter of the template. */
public record Parameter(String file, String id, Node.Mapping body) {

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

    static Parameter of(String file, String id, Node node) {
        if (!(node instanceof Node.Mapping body)) {
            throw new Fault(file + ":" + node.line() + ": parameter " + id + " must be a map");
        }
        Parameter parameter = new Parameter(file, id, body);
        for (String key : body.entries().keySet()) {
            if (!KNOWN.contains(key)) {
                throw parameter.fault(key, "the local cloud does not know this property");
            }
        }
        String type = parameter.text("Type").orElse("");
        if (!type.equals("String") && !type.equals("Number")) {
            throw parameter.fault("Type", "must be String or Number");
        }
        return parameter;
    }

    /** The value given, or the default; checked as CloudFormation checks it. */
    String value(@Nullable String given) {
        String value = given != null
                ? given
                : text("Default").orElseThrow(() -> fault("Default", "there is none: give --parameter " + id + "=…"));
        if (text("Type").orElse("").equals("Number")) {
            checkNumber(value);
        }
        text("AllowedPattern").ifPresent(pattern -> {
            if (!Pattern.matches(pattern, value)) {
                throw fault("AllowedPattern", "the value does not match " + pattern);
            }
        });
        if (body.entries().get("AllowedValues") instanceof Node.Sequence allowed
                && allowed.items().stream().noneMatch(item -> text(item).equals(Optional.of(value)))) {
            throw fault("AllowedValues", "the value is not among them");
        }
        checkLength(value);
        return value;
    }

    private void checkNumber(String value) {
        try {
            BigDecimal number = new BigDecimal(value);
            if (text("MinValue")
                            .filter(least -> number.compareTo(new BigDecimal(least)) < 0)
                            .isPresent()
                    || text("MaxValue")
                            .filter(most -> number.compareTo(new BigDecimal(most)) > 0)
                            .isPresent()) {
                throw fault("MinValue", "the value lies outside MinValue and MaxValue");
            }
        } catch (NumberFormatException _) {
            throw fault("Type", "the value is not a number");
        }
    }

    private void checkLength(String value) {
        if (text("MinLength")
                        .filter(least -> value.length() < Integer.parseInt(least))
                        .isPresent()
                || text("MaxLength")
                        .filter(most -> value.length() > Integer.parseInt(most))
                        .isPresent()) {
            throw fault("MinLength", "the value's length lies outside MinLength and MaxLength");
        }
    }

    private Optional<String> text(String key) {
        return Optional.ofNullable(body.entries().get(key)).flatMap(Parameter::text);
    }

    private static Optional<String> text(Node node) {
        return node instanceof Node.Scalar scalar ? Optional.of(scalar.text()) : Optional.empty();
    }

    private Fault fault(String property, String problem) {
        return new Fault(
                file + ":" + body.lineOf(property) + ": parameter " + id + ", property " + property + ": " + problem);
    }
}
