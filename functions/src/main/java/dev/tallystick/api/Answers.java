package dev.tallystick.api;

import dev.tallystick.http.HttpResponse;
import dev.tallystick.http.Problem;
import dev.tallystick.http.ProblemCode;
import dev.tallystick.json.JsonObject;
import dev.tallystick.ledger.LedgerEntry;
import dev.tallystick.ledger.Outcome;
import dev.tallystick.ledger.Programs;
import dev.tallystick.points.Balance;
import dev.tallystick.points.Fact;
import dev.tallystick.points.Money;
import dev.tallystick.points.Program;
import dev.tallystick.points.Refusal;
import java.time.Instant;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Outcomes, balances, tiers and money as answers show them. The one place where an outcome becomes HTTP. */
public final class Answers {

    private final Programs programs;

    public Answers(Programs programs) {
        this.programs = programs;
    }

    /** 201 for what this request recorded, 200 for what an earlier one had, a problem for what was refused. */
    public HttpResponse of(Outcome outcome, BiFunction<LedgerEntry, Program, Map<String, Object>> body) {
        return switch (outcome) {
            case Outcome.Recorded(LedgerEntry entry, boolean replayed) -> {
                Program program = programs.of(entry);
                Map<String, Object> shown = body.apply(entry, program);
                yield replayed
                        ? HttpResponse.of(200, shown).with("Idempotency-Replayed", "true")
                        : HttpResponse.of(201, shown);
            }
            case Outcome.Refused(Refusal refusal) -> problem(refusal).response();
        };
    }

    /** The problem that tells a refusal. */
    public Problem problem(Refusal refusal) {
        return switch (refusal) {
            case Refusal.MemberNotFound() ->
                Problem.of(ProblemCode.MEMBER_NOT_FOUND, "No member goes by the name given");
            case Refusal.IdentifierTaken(String type) ->
                Problem.of(ProblemCode.IDENTIFIER_TAKEN, "Another member has this " + type.replace('_', ' '));
            case Refusal.InsufficientPoints(Balance balance) ->
                Problem.of(
                                ProblemCode.INSUFFICIENT_POINTS,
                                "The member has %d points to spend"
                                        .formatted(balance.available().value()))
                        .with("balance", balance(balance, programs.current()));
            case Refusal.BelowMinimum(var minimum) ->
                Problem.of(
                        ProblemCode.REDEMPTION_NOT_ALLOWED,
                        "The least that can be redeemed is %d points".formatted(minimum.value()));
            case Refusal.NotAStep(var step) ->
                Problem.of(
                        ProblemCode.REDEMPTION_NOT_ALLOWED,
                        "Points are redeemed in multiples of %d".formatted(step.value()));
            case Refusal.TooFarAhead(var latest) -> Problem.invalid("/occurredAt", "must not be after " + latest);
            case Refusal.TooManyPoints(var maximum) ->
                Problem.invalid("/total", "would earn more than %d points".formatted(maximum.value()));
            case Refusal.OtherBusinessDate(var localDay) ->
                Problem.invalid("/businessDate", "must be within a day of " + localDay);
            case Refusal.OperationIdReused(var at, var total) ->
                Problem.of(ProblemCode.OPERATION_ID_REUSED, "Another request used this id at " + at)
                        .with("first", firstUse(at, total));
        };
    }

    private Map<String, Object> firstUse(Instant at, @Nullable Money total) {
        return new JsonObject()
                .with("at", at.toString())
                .with(
                        "total",
                        total == null
                                ? null
                                : MoneyJson.of(total, programs.current().currency()))
                .build();
    }

    /** A balance with its worth. */
    public static Map<String, Object> balance(Balance balance, Program program) {
        return new JsonObject()
                .withAll(EntryJson.balance(balance))
                .with("value", MoneyJson.of(program.valueOf(balance.available()), program.currency()))
                .build();
    }

    /** A tier by name, with the points that it rests on. */
    public static Map<String, Object> tier(Fact.Standing standing, Program program) {
        return new JsonObject()
                .with("id", standing.tier())
                .with(
                        "name",
                        program.tiers().stream()
                                .filter(tier -> tier.id().equals(standing.tier()))
                                .findFirst()
                                .orElseThrow()
                                .name())
                .with("points", standing.points().value())
                .build();
    }
}
