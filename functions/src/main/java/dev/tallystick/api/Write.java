package dev.tallystick.api;

import dev.tallystick.access.Caller;
import dev.tallystick.json.Canonical;
import dev.tallystick.json.Fields;
import dev.tallystick.json.JsonObject;
import dev.tallystick.ledger.FollowUp;
import dev.tallystick.ledger.Origin;
import dev.tallystick.ledger.Request;
import dev.tallystick.points.OperationKey;
import dev.tallystick.points.OperationKind;
import dev.tallystick.points.Refusal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What every write carries beside its own fields.
 *
 * @param clientId the client's own id of the operation, or of the step; absent for steps that have none
 * @param operator who was at the till, opaque to us
 * @param businessDate the day in the source's books, where the request names one
 */
public record Write(
        @Nullable String clientId,
        @Nullable String operator,
        @Nullable LocalDate businessDate) {

    /** A staff id; it stays in the ledger for ever, so an e-mail address or a phone number is none. */
    private static final Pattern OPERATOR = Pattern.compile("[A-Za-z0-9._~=:-]{1,64}");

    /** Reads them where there is no id. */
    public static Write readWithoutId(Fields body) {
        return new Write(null, body.optionalMatch("operator", OPERATOR), body.optionalDate("businessDate"));
    }

    /** Reads them; the id is in the field of that name. */
    public static Write read(Fields body, String idField) {
        String clientId = body.match(idField, OperationKey.CLIENT_ID);
        Write rest = readWithoutId(body);
        return new Write(clientId, rest.operator, rest.businessDate);
    }

    /** A step of an operation, of a body that has nothing but what every write may carry. */
    public static FollowUp readPlain(Fields body, Call call, OperationKey subject, Instant happenedAt) {
        Write write = readWithoutId(body);
        body.finish();
        return write.followUp(subject, call, all -> new JsonObject(), happenedAt);
    }

    /** The day in the source's books of something that happened then. */
    public LocalDate businessDate(Caller caller, Instant happenedAt) {
        return businessDate(caller, Happened.at(happenedAt));
    }

    /** As {@link #businessDate(Caller, Instant)}. */
    public LocalDate businessDate(Caller caller, Happened happened) {
        return businessDate == null || happened.clockSuspect() ? localDay(caller, happened.at()) : businessDate;
    }

    /**
     * The request as the ledger takes it.
     *
     * @param asked the operation's own fields in their one form, without the member
     * @param happenedAt when it happened; now where the request does not say
     */
    public Request request(OperationKind kind, Call call, JsonObject asked, Instant happenedAt) {
        return request(kind, call, asked, Happened.at(happenedAt));
    }

    /** As {@link #request(OperationKind, Call, JsonObject, Instant)}. */
    public Request request(OperationKind kind, Call call, JsonObject asked, Happened happened) {
        Caller caller = call.caller();
        OperationKey operation =
                new OperationKey(kind, caller.source().id(), caller.terminal(), Objects.requireNonNull(clientId));
        return new Request(operation, origin(call, happened), canonical(asked), objection(caller, happened));
    }

    /**
     * The request for a further step of an operation as the ledger takes it.
     *
     * @param asked the step's own fields in their one form, where so much was there to be had
     */
    public FollowUp followUp(OperationKey subject, Call call, LongFunction<JsonObject> asked, Instant happenedAt) {
        return followUp(subject, call, asked, Happened.at(happenedAt));
    }

    /** As {@link #followUp(OperationKey, Call, LongFunction, Instant)}. */
    public FollowUp followUp(OperationKey subject, Call call, LongFunction<JsonObject> asked, Happened happened) {
        return new FollowUp(
                subject,
                origin(call, happened),
                Optional.ofNullable(clientId),
                all -> canonical(asked.apply(all)),
                objection(call.caller(), happened));
    }

    /** Where something that this call does at once comes from. */
    public static Origin origin(Call call, Instant now) {
        return new Write(null, null, null).origin(call, Happened.at(now));
    }

    private Origin origin(Call call, Happened happened) {
        Caller caller = call.caller();
        Origin origin = new Origin(
                caller.source().id(),
                caller.source().channel(),
                caller.terminal(),
                caller.keyId(),
                operator,
                businessDate(caller, happened),
                call.requestId(),
                call.correlationId());
        return call.row().map(origin::in).orElse(origin);
    }

    /** The one form of what was asked, by which a repeat is known to be the same. */
    public String canonical(JsonObject asked) {
        return Canonical.text(asked.with("operator", operator)
                .with("businessDate", businessDate == null ? null : businessDate.toString())
                .build());
    }

    /** What is wrong with it at this time, if anything. */
    public Optional<Refusal> objection(Caller caller, Instant happenedAt) {
        return objection(caller, Happened.at(happenedAt));
    }

    private Optional<Refusal> objection(Caller caller, Happened happened) {
        LocalDate localDay = localDay(caller, happened.at());
        boolean off = businessDate != null
                && !happened.clockSuspect()
                && Math.abs(ChronoUnit.DAYS.between(localDay, businessDate)) > 1;
        return off ? Optional.of(new Refusal.OtherBusinessDate(localDay)) : Optional.empty();
    }

    private static LocalDate localDay(Caller caller, Instant instant) {
        return LocalDate.ofInstant(instant, caller.source().timeZone());
    }
}
