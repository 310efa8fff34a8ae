package dev.tallystick.local.template;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A dynamic reference to a secret, {@code {{resolve:secretsmanager:id:SecretString:key:stage:version}}}; what follows the id
 * may be left out.
 */
public record SecretReference(String secret, Optional<String> key, Optional<String> stage, Optional<String> version) {

    private static final Pattern ANY = Pattern.compile("\\{\\{resolve:([^}]*)}}");
    private static final Pattern SECRET =
            Pattern.compile("secretsmanager:(arn:[^:]*:[^:]*:[^:]*:[^:]*:secret:[^:]+|[^:]+)"
                    + "(?::SecretString(?::([^:]*)(?::([^:]*)(?::([^:]*))?)?)?)?");

    /** Whether the text has a dynamic reference of any service. */
    public static boolean isIn(String text) {
        return ANY.matcher(text).find();
    }

    /** The text with each reference replaced; what is none that can be read is given to the other function. */
    public static String replace(
            String text, Function<SecretReference, String> value, Function<String, RuntimeException> unreadable) {
        return ANY.matcher(text).replaceAll(found -> {
            Matcher secret = SECRET.matcher(found.group(1));
            if (!secret.matches()) {
                throw unreadable.apply(found.group());
            }
            return Matcher.quoteReplacement(value.apply(of(secret)));
        });
    }

    private static SecretReference of(MatchResult parts) {
        return new SecretReference(parts.group(1), part(parts, 2), part(parts, 3), part(parts, 4));
    }

    private static Optional<String> part(MatchResult parts, int group) {
        return Optional.ofNullable(parts.group(group)).filter(text -> !text.isEmpty());
    }
}
