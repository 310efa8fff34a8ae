package dev.tallystick.api;

import dev.tallystick.access.Caller;
import dev.tallystick.http.HttpRequest;
import dev.tallystick.json.Canonical;
import dev.tallystick.json.Fields;
import dev.tallystick.json.JsonObject;
import dev.tallystick.ledger.OperationKey;
import dev.tallystick.ledger.OperationKind;
import dev.tallystick.ledger.Origin;
import dev.tallystick.ledger.Request;
import dev.tallystick.points.Refusal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What every write carries beside its own fields.
 *
 * @param clientId the client's own id of the operation
 * @param operator who was at the till, opaque to us
 * @param businessDate the day in the source's books, where the request names one
 */
public record Write(
        String clientId,
        @Nullable String operator,
        @Nullable LocalDate businessDate) {

    /** A staff id; it stays in the ledger for ever, so an e-mail address or a phone number is none. */
    private static final Pattern OPERATOR = Pattern.compile("[A-Za-z0-9._~=:-]{1,64}");

    /** Reads what a quote may carry as well, though it says nothing there. */
    public static void readWithoutId(Fields body) {
        body.optionalMatch("operator", OPERATOR);
        body.optionalDate("businessDate");
    }

    /** Reads them; the id is in the field of that name. */
    public static Write read(Fields body, String idField) {
        return new Write(
                body.match(idField, OperationKey.CLIENT_ID),
                body.optionalMatch("operator", OPERATOR),
                body.optionalDate("businessDate"));
    }

    /**
     * The request as the ledger takes it.
     *
     * @param asked the operation's own fields in their one form, without the member
     * @param happenedAt when it happened; now where the request does not say
     */
    public Request request(
            OperationKind kind, Caller caller, HttpRequest request, JsonObject asked, Instant happenedAt) {
        OperationKey operation = new OperationKey(kind, caller.source().id(), caller.terminal(), clientId);
        Origin origin = new Origin(
                caller.source().id(),
                caller.source().channel(),
                caller.terminal(),
                caller.keyId(),
                operator,
                businessDate == null ? localDay(caller, happenedAt) : businessDate,
                request.id(),
                request.correlationId());
        String canonical = Canonical.text(asked.with("operator", operator)
                .with("businessDate", businessDate == null ? null : businessDate.toString())
                .build());
        return new Request(operation, origin, canonical, objection(localDay(caller, happenedAt)));
    }

    private Optional<Refusal> objection(LocalDate localDay) {
        boolean off = businessDate != null && Math.abs(ChronoUnit.DAYS.between(localDay, businessDate)) > 1;
        return off ? Optional.of(new Refusal.OtherBusinessDate(localDay)) : Optional.empty();
    }

    private static LocalDate localDay(Caller caller, Instant instant) {
        return LocalDate.ofInstant(instant, caller.source().timeZone());
    }
}
