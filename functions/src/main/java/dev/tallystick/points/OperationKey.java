package dev.tallystick.points;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An operation's permanent identity: its kind, the source (and till) that did it, and the client's own id. */
public record OperationKey(
        OperationKind kind, String source, @Nullable String terminal, String clientId) {

    /** What a client's id may look like. */
    public static final Pattern CLIENT_ID = Pattern.compile("[A-Za-z0-9._~@+=:-]{1,64}");

    private static final Pattern ID =
            Pattern.compile("([a-z0-9-]{1,32})(?:\\.([a-z0-9-]{1,32}))?:(" + CLIENT_ID.pattern() + ")");

    /** Its id as answers and paths name it: {@code source[.terminal]:clientId}. */
    public String id() {
        return by() + ":" + clientId;
    }

    /** Who did it, {@code source[.terminal]}. */
    public String by() {
        return by(source, terminal);
    }

    /** As {@link #by()}, of any source and till. */
    public static String by(String source, @Nullable String terminal) {
        return terminal == null ? source : source + "." + terminal;
    }

    /** The operation of this kind that an id names; none where the text is no such id. The first colon ends the source. */
    public static Optional<OperationKey> parse(OperationKind kind, String id) {
        Matcher parts = ID.matcher(id);
        return parts.matches()
                ? Optional.of(new OperationKey(kind, parts.group(1), parts.group(2), parts.group(3)))
                : Optional.empty();
    }
}
