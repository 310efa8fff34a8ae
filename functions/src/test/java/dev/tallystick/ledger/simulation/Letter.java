package dev.tallystick.ledger.simulation;

import org.jspecify.annotations.Nullable;

/**
 * A message on its way.
 *
 * @param requestId that it carries where a queue delivers it again; a till that asks again gets a new one
 * @param left how often it may yet be sent again after it was answered
 */
record Letter(Message message, @Nullable String requestId, int left) {

    Letter withRequestId(@Nullable String id) {
        return new Letter(message, id, left);
    }

    Letter once() {
        return new Letter(message, null, left - 1);
    }
}
