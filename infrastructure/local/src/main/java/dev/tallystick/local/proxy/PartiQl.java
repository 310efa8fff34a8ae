package dev.tallystick.local.proxy;

import dev.tallystick.local.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What statements of PartiQL have to be allowed. Their attributes are not looked at. */
record PartiQl(KeySchemas schemas) {

    private static final Pattern WORD =
            Pattern.compile("'(?:[^']|'')*'|\"[^\"]*\"|[A-Za-z_]\\w*|-?\\d[\\w.]*|<>|<=|>=|\\S");

    /** Puts what one statement asks for, where it is to be had. */
    void put(Contexts contexts, Map<String, @Nullable Object> request, Optional<String> enclosing) {
        List<String> words = WORD.matcher(Json.string(request, "Statement").orElse(""))
                .results()
                .map(MatchResult::group)
                .toList();
        String action = "PartiQL"
                + switch (words.isEmpty() ? "" : words.getFirst().toUpperCase(Locale.ROOT)) {
                    case "INSERT" -> "Insert";
                    case "UPDATE" -> "Update";
                    case "DELETE" -> "Delete";
                    default -> "Select";
                };
        int before = Math.max(
                Math.max(find(words, "FROM", 0), find(words, "INTO", 0)), action.equals("PartiQLUpdate") ? 0 : -1);
        String table = before < 0 || before + 1 >= words.size() ? "*" : unquoted(words.get(before + 1));
        boolean hasIndex = before + 3 < words.size() && words.get(before + 2).equals(".");
        String target = hasIndex ? table + "/index/" + unquoted(words.get(before + 3)) : table;
        List<String> leading = schemas.partitionKey(target)
                .map(attribute -> leadingKeys(words, attribute, Json.objects(request.get("Parameters"))))
                .orElse(List.of());
        Contexts.Keys keys = contexts.about(action, "table/" + target).put("LeadingKeys", leading);
        enclosing.ifPresent(operation -> keys.put("EnclosingOperation", operation));
        if (action.equals("PartiQLSelect")) {
            keys.put("FullTableScan", Boolean.toString(leading.isEmpty()));
        }
    }

    // "key = value", "key IN [values]", or "'key': value" of an insert.
    private static List<String> leadingKeys(
            List<String> words, String attribute, List<Map<String, @Nullable Object>> parameters) {
        List<String> keys = new ArrayList<>();
        boolean either = find(words, "OR", 0) > 0;
        for (int i = 1; i + 1 < words.size() && !either; i++) {
            boolean named = unquoted(words.get(i - 1)).equals(attribute);
            if (named && (words.get(i).equals("=") || words.get(i).equals(":"))) {
                value(words, i + 1, parameters).ifPresent(keys::add);
            } else if (named && words.get(i).equalsIgnoreCase("IN")) {
                for (int k = i + 2; k < words.size() && !words.get(k).matches("[])]"); k++) {
                    value(words, k, parameters).ifPresent(keys::add);
                }
            }
        }
        return keys;
    }

    private static Optional<String> value(List<String> words, int at, List<Map<String, @Nullable Object>> parameters) {
        String word = words.get(at);
        if (word.equals("?")) {
            int number = (int) words.subList(0, at).stream().filter("?"::equals).count();
            return number < parameters.size() ? AttributeValue.text(parameters.get(number)) : Optional.empty();
        }
        return word.startsWith("'") || word.matches("-?\\d.*") ? Optional.of(unquoted(word)) : Optional.empty();
    }

    private static int find(List<String> words, String keyword, int from) {
        for (int i = from; i < words.size(); i++) {
            if (words.get(i).equalsIgnoreCase(keyword)) {
                return i;
            }
        }
        return -1;
    }

    private static String unquoted(String word) {
        boolean text = word.startsWith("'");
        return word.length() > 1 && (text || word.startsWith("\""))
                ? word.substring(1, word.length() - 1).replace("''", "'")
                : word;
    }
}
