package dev.tallystick.local.proxy;

import dev.tallystick.local.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One of a request's expressions with the names and values that it refers to. */
record Expression(List<String> words, Map<String, @Nullable Object> names, Map<String, @Nullable Object> values) {

    private static final Pattern WORD = Pattern.compile("[:#]\\w+|[A-Za-z_]\\w*|<>|<=|>=|\\S");
    private static final Set<String> KEYWORDS =
            Set.of("AND", "OR", "NOT", "BETWEEN", "IN", "SET", "REMOVE", "ADD", "DELETE");

    /** The expression in that field of a request. */
    static Expression of(Map<String, @Nullable Object> request, String field) {
        return new Expression(
                WORD.matcher(Json.string(request, field).orElse(""))
                        .results()
                        .map(MatchResult::group)
                        .toList(),
                Json.asObject(request.get("ExpressionAttributeNames")).orElse(Map.of()),
                Json.asObject(request.get("ExpressionAttributeValues")).orElse(Map.of()));
    }

    /** The attributes that it names, without what lies inside of them. */
    Set<String> attributes() {
        Set<String> attributes = new TreeSet<>();
        for (int i = 0; i < words.size(); i++) {
            boolean inside = i > 0 && words.get(i - 1).equals(".");
            boolean function = i + 1 < words.size() && words.get(i + 1).equals("(");
            if (isName(words.get(i)) && !inside && !function) {
                attributes.add(attribute(words.get(i)));
            }
        }
        return attributes;
    }

    /** What an attribute must be equal to; nothing where the expression does not say so. */
    Optional<String> equalTo(String attribute) {
        for (int i = 1; i + 1 < words.size(); i++) {
            if (words.get(i).equals("=")) {
                String left = words.get(i - 1);
                String right = words.get(i + 1);
                if (isName(left) && attribute(left).equals(attribute)) {
                    return AttributeValue.text(values.get(right));
                }
                if (isName(right) && attribute(right).equals(attribute)) {
                    return AttributeValue.text(values.get(left));
                }
            }
        }
        return Optional.empty();
    }

    /** All attributes that the expressions of these fields name. */
    static List<String> attributes(Map<String, @Nullable Object> request, String... fields) {
        List<String> attributes = new ArrayList<>();
        for (String field : fields) {
            attributes.addAll(of(request, field).attributes());
        }
        return attributes;
    }

    private static boolean isName(String word) {
        char first = word.charAt(0);
        return (first == '#' || first == '_' || Character.isLetter(first))
                && !KEYWORDS.contains(word.toUpperCase(Locale.ROOT));
    }

    private String attribute(String word) {
        return word.startsWith("#") ? Json.string(names, word).orElse(word) : word;
    }
}
