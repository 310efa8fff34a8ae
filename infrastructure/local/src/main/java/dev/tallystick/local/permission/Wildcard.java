package dev.tallystick.local.permission;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A text in which {@code *} stands for any text and {@code ?} for any one character. */
record Wildcard(Pattern pattern) {

    private static final Pattern MARK = Pattern.compile("[*?]");

    static Wildcard of(String text) {
        return new Wildcard(Pattern.compile(regex(text), Pattern.DOTALL));
    }

    static Wildcard ignoringCase(String text) {
        return new Wildcard(
                Pattern.compile(regex(text), Pattern.DOTALL | Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
    }

    private static String regex(String text) {
        return Arrays.stream(MARK.splitWithDelimiters(text, -1))
                .map(part -> switch (part) {
                    case "*" -> ".*";
                    case "?" -> ".";
                    default -> Pattern.quote(part);
                })
                .collect(Collectors.joining());
    }

    boolean matches(String text) {
        return pattern.matcher(text).matches();
    }
}
