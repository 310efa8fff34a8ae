package dev.tallystick.api;

import dev.tallystick.points.DecidePurchase;
import java.time.Instant;

/**
 * When something happened, as far as it can be believed.
 *
 * @param at by the source's clock, or now where that clock cannot be right
 * @param clockSuspect whether the source's clock is more than a day ahead; then its business dates are not believed either
 */
public record Happened(Instant at, boolean clockSuspect) {

    static Happened at(Instant instant) {
        return new Happened(instant, false);
    }

    /** As a source tells it; only of a till that had no network is a clock that is ahead borne with. */
    public static Happened told(Call call, Instant occurredAt, Instant now) {
        boolean suspect =
                call.wasOffline() && DecidePurchase.tooFarAhead(occurredAt, now).isPresent();
        return suspect ? new Happened(now, true) : at(occurredAt);
    }
}
