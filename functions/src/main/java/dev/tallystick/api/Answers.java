package dev.tallystick.api;

import dev.tallystick.http.HttpResponse;
import dev.tallystick.http.Problem;
import dev.tallystick.json.JsonObject;
import dev.tallystick.ledger.Followed;
import dev.tallystick.ledger.LedgerEntry;
import dev.tallystick.ledger.Outcome;
import dev.tallystick.ledger.Programs;
import dev.tallystick.points.Balance;
import dev.tallystick.points.Fact;
import dev.tallystick.points.OperationKey;
import dev.tallystick.points.Program;
import dev.tallystick.points.Refusal;
import java.util.Map;
import java.util.function.BiFunction;

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
                yield replayed ? replayed(shown) : HttpResponse.of(201, shown);
            }
            case Outcome.Refused(Refusal refusal) -> problem(refusal).response();
        };
    }

    /**
     * For a further step of an operation: {@code fresh} for what this request did, 200 for what an earlier one had done or
     * where there was nothing to do, a problem for what was refused.
     */
    public <S> HttpResponse of(
            Followed<S> followed,
            int fresh,
            OperationKey operation,
            BiFunction<Followed.Done<S>, Program, JsonObject> body) {
        return switch (followed) {
            case Followed.Done<S> done -> {
                Program program = done.entry().map(programs::of).orElseGet(programs::current);
                Map<String, Object> shown = body.apply(done, program)
                        .with("balance", balance(done.balance(), program))
                        .build();
                yield done.replayed() ? replayed(shown) : HttpResponse.of(fresh, shown);
            }
            case Followed.Closed<S>(boolean replayed) ->
                replayed ? replayed(closed(operation)) : HttpResponse.of(200, closed(operation));
            case Followed.Refused<S>(Refusal refusal) -> problem(refusal).response();
        };
    }

    /** An operation that was voided before it came. */
    public static Map<String, Object> closed(OperationKey operation) {
        return new JsonObject()
                .with("id", operation.id())
                .with("status", "voided")
                .build();
    }

    private static HttpResponse replayed(Map<String, Object> shown) {
        return HttpResponse.of(200, shown).with("Idempotency-Replayed", "true");
    }

    /** The problem that tells a refusal. */
    public Problem problem(Refusal refusal) {
        return Refusals.problem(refusal, programs);
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
