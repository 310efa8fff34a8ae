package dev.tallystick.ledger;

import dev.tallystick.store.Keys;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An operation's permanent identity: its kind, the source (and till) that did it, and the client's own id. */
public record OperationKey(
        OperationKind kind, String source, @Nullable String terminal, String clientId) {

    /** What a client's id may look like. */
    public static final Pattern CLIENT_ID = Pattern.compile("[A-Za-z0-9._~@+=:-]{1,64}");

    private static final Pattern PARTITION = Pattern.compile("([A-Z_]+)#([a-z0-9-]+)(?:\\.([a-z0-9-]+))?#(.+)");

    /** Its id as answers and paths name it: {@code source[.terminal]:clientId}. */
    public String id() {
        return sourceAndTerminal() + ":" + clientId;
    }

    Keys step(int step) {
        return Keys.entry(kind.name(), sourceAndTerminal(), clientId, step);
    }

    private String sourceAndTerminal() {
        return terminal == null ? source : source + "." + terminal;
    }

    /** @throws IllegalStateException when the partition key is not an operation's */
    static OperationKey ofPartition(String pk) {
        Matcher parts = PARTITION.matcher(pk);
        if (!parts.matches()) {
            throw new IllegalStateException("not the partition key of an operation");
        }
        return new OperationKey(OperationKind.valueOf(parts.group(1)), parts.group(2), parts.group(3), parts.group(4));
    }
}
