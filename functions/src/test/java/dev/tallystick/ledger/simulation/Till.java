package dev.tallystick.ledger.simulation;

import dev.tallystick.ledger.Origin;
import dev.tallystick.points.Channel;
import dev.tallystick.points.OperationKey;
import dev.tallystick.points.OperationKind;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Who asks: a shop, a store or a till in it. */
record Till(String source, @Nullable String terminal, Channel channel) {

    /** The terminal that tells everything later. */
    static final String OFFLINE = "till-2";

    boolean isOffline() {
        return OFFLINE.equals(terminal);
    }

    @Override
    public String toString() {
        return OperationKey.by(source, terminal);
    }

    OperationKey operation(OperationKind kind, String clientId) {
        return new OperationKey(kind, source, terminal, clientId);
    }

    Origin origin(String requestId, LocalDate businessDate) {
        return new Origin(source, channel, terminal, "key", null, businessDate, requestId, requestId);
    }
}
