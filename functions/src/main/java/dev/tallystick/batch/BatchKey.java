package dev.tallystick.batch;

import dev.tallystick.access.Caller;
import dev.tallystick.points.OperationKey;
import dev.tallystick.points.OperationKind;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A batch's permanent identity: the source, the till that made its operations, and the client's own id. */
record BatchKey(String source, @Nullable String terminal, String batchId) {

    /** As statuses and paths name it: {@code source[.terminal]:batchId}. */
    String id() {
        return OperationKey.by(source, terminal) + ":" + batchId;
    }

    /** The batch that a text names, if it can be one's name; a bare id means the caller's own. */
    static Optional<BatchKey> of(String text, Caller caller) {
        if (OperationKey.CLIENT_ID.matcher(text).matches() && text.indexOf(':') < 0) {
            return Optional.of(new BatchKey(caller.source().id(), caller.terminal(), text));
        }
        // Ids of batches and of operations have one form; the kind is of no account.
        return OperationKey.parse(OperationKind.PURCHASE, text)
                .map(named -> new BatchKey(named.source(), named.terminal(), named.clientId()));
    }
}
