package dev.tallystick.api;

import dev.tallystick.access.Caller;
import dev.tallystick.http.HttpRequest;

/**
 * One thing that a source asks for, over HTTP or in a batch.
 *
 * @param requestId unique to it; what finds its own entry has succeeded
 * @param correlationId what the caller follows it by
 */
public record Call(Caller caller, String requestId, String correlationId) {

    public static Call of(Caller caller, HttpRequest request) {
        return new Call(caller, request.id(), request.correlationId());
    }
}
