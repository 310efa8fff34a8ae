package dev.tallystick.ledger;

import dev.tallystick.points.Channel;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Where an entry came from.
 *
 * @param source the source that acted
 * @param operator the retailer's opaque id of who was at the till
 * @param businessDate the day in the source's books
 * @param requestId the request that wrote it; a request that finds its own entry has succeeded
 * @param correlationId what the caller follows the request by
 */
public record Origin(
        String source,
        Channel channel,
        @Nullable String terminal,
        String keyId,
        @Nullable String operator,
        LocalDate businessDate,
        String requestId,
        String correlationId) {}
