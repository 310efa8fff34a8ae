package dev.tallystick.api;

import dev.tallystick.access.Caller;
import dev.tallystick.http.HttpRequest;
import dev.tallystick.ledger.BatchRow;
import java.util.Optional;

/**
 * One thing that a source asks for, over HTTP or in a batch.
 *
 * @param requestId unique to it; what finds its own entry has succeeded
 * @param correlationId what the caller follows it by
 * @param row of the batch that it is, if it is one: then it was done at a till without a network
 */
public record Call(Caller caller, String requestId, String correlationId, Optional<BatchRow> row) {

    /** Whether it was done at a till without a network, and is told now. */
    public boolean wasOffline() {
        return row.isPresent();
    }

    public static Call of(Caller caller, HttpRequest request) {
        return new Call(caller, request.id(), request.correlationId(), Optional.empty());
    }
}
