package dev.tallystick.local.template;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The argument of Fn::Sub: a text with placeholders, and the variables that stand beside it. */
record SubText(String text, Map<String, Node> variables) {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^!}][^}]*)}");
    private static final Pattern LITERAL = Pattern.compile("\\$\\{!([^}]*)}");

    static SubText of(Place place, Node argument) {
        if (argument instanceof Node.Scalar only) {
            return new SubText(only.text(), Map.of());
        }
        if (argument instanceof Node.Sequence(List<Node> items, int _)
                && items.size() == 2
                && items.getFirst() instanceof Node.Scalar text
                && items.getLast() instanceof Node.Mapping variables) {
            return new SubText(text.text(), variables.entries());
        }
        throw place.fault("Fn::Sub needs a text, or a text and a map");
    }

    List<String> names() {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .map(match -> match.group(1).strip())
                .toList();
    }

    String replace(UnaryOperator<String> value) {
        String replaced = PLACEHOLDER
                .matcher(text)
                .replaceAll(match ->
                        Matcher.quoteReplacement(value.apply(match.group(1).strip())));
        return LITERAL.matcher(replaced).replaceAll("\\${$1}");
    }
}
