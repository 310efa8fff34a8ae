package dev.tallystick.ledger;

import dev.tallystick.points.Channel;
import dev.tallystick.points.OperationKey;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Where an entry came from.
 *
 * @param source the source that acted
 * @param operator the retailer's opaque id of who was at the till
 * @param businessDate the day in the source's books
 * @param requestId the request that wrote it; a request that finds its own entry has succeeded
 * @param correlationId what the caller follows the request by
 * @param batchRow absent where it came by itself
 */
public record Origin(
        String source,
        Channel channel,
        @Nullable String terminal,
        String keyId,
        @Nullable String operator,
        LocalDate businessDate,
        String requestId,
        String correlationId,
        @Nullable BatchRow batchRow) {

    /** The source of what time does. No shop or store can have this id. */
    public static final String TIME = "time";

    /** Of what came by itself. */
    public Origin(
            String source,
            Channel channel,
            @Nullable String terminal,
            String keyId,
            @Nullable String operator,
            LocalDate businessDate,
            String requestId,
            String correlationId) {
        this(source, channel, terminal, keyId, operator, businessDate, requestId, correlationId, null);
    }

    /** The same in a row of a batch. */
    public Origin in(BatchRow row) {
        return new Origin(source, channel, terminal, keyId, operator, businessDate, requestId, correlationId, row);
    }

    /** Who acted, {@code source[.terminal]}. */
    public String by() {
        return OperationKey.by(source, terminal);
    }

    /** What time did at an instant, noticed by a request. */
    static Origin ofTime(Instant at, Origin request) {
        return ofTime(at, request.requestId, request.correlationId);
    }

    /** What time did at an instant, noticed by whoever has this id. */
    static Origin ofTime(Instant at, String requestId, String correlationId) {
        return new Origin(
                TIME,
                Channel.OFFICE,
                null,
                TIME,
                null,
                LocalDate.ofInstant(at, ZoneOffset.UTC),
                requestId,
                correlationId);
    }
}
