package dev.tallystick.api;

import dev.tallystick.http.Problem;
import dev.tallystick.http.ProblemCode;
import dev.tallystick.json.JsonObject;
import dev.tallystick.ledger.Programs;
import dev.tallystick.points.Balance;
import dev.tallystick.points.Money;
import dev.tallystick.points.OperationKey;
import dev.tallystick.points.Points;
import dev.tallystick.points.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every refusal as the problem that tells it. */
final class Refusals {

    private Refusals() {}

    /** The problem that tells a refusal. */
    static Problem problem(Refusal refusal, Programs programs) {
        return switch (refusal) {
            case Refusal.MemberNotFound() ->
                Problem.of(ProblemCode.MEMBER_NOT_FOUND, "No member goes by the name given");
            case Refusal.MemberErased() ->
                Problem.of(ProblemCode.MEMBER_ERASED, "Its member was erased, and all points with it");
            case Refusal.IdentifierTaken(String type) ->
                Problem.of(ProblemCode.IDENTIFIER_TAKEN, "Another member has this " + type.replace('_', ' '));
            case Refusal.IdentifierBlocked(String type) ->
                Problem.of(ProblemCode.IDENTIFIER_BLOCKED, "This " + type.replace('_', ' ') + " was blocked");
            case Refusal.IdentifierNotFound() ->
                Problem.of(ProblemCode.IDENTIFIER_NOT_FOUND, "The member has no identifier of this type and id");
            case Refusal.LastCardNumber() ->
                Problem.of(ProblemCode.LAST_CARD_NUMBER, "Give the member another card number first");
            case Refusal.TooManyIdentifiers(int most) ->
                Problem.of(ProblemCode.TOO_MANY_IDENTIFIERS, "A member has at most %d identifiers".formatted(most));
            case Refusal.TooManyConsents(int most) ->
                Problem.of(ProblemCode.TOO_MANY_CONSENTS, "A member has at most %d consents".formatted(most));
            case Refusal.InsufficientPoints(Balance balance) ->
                Problem.of(
                                ProblemCode.INSUFFICIENT_POINTS,
                                "The member has %d points to spend"
                                        .formatted(balance.available().value()))
                        .with("balance", Answers.balance(balance, programs.current()));
            case Refusal.BelowMinimum(var minimum) ->
                Problem.of(
                        ProblemCode.REDEMPTION_NOT_ALLOWED,
                        "The least that can be redeemed is %d points".formatted(minimum.value()));
            case Refusal.NotAStep(var step) ->
                Problem.of(
                        ProblemCode.REDEMPTION_NOT_ALLOWED,
                        "Points are redeemed in multiples of %d".formatted(step.value()));
            case Refusal.MemberCodeNeeded() ->
                Problem.of(ProblemCode.REDEMPTION_NOT_ALLOWED, "Points are spent here with a member code; ask for one");
            case Refusal.MemberCodeUsed() ->
                Problem.of(
                        ProblemCode.REDEMPTION_NOT_ALLOWED,
                        "This member code has been spent with already; ask for a new one");
            case Refusal.TooFarAhead(var latest) -> Problem.invalid("/occurredAt", "must not be after " + latest);
            case Refusal.TooManyPoints(var maximum) ->
                Problem.invalid("/total", "would earn more than %d points".formatted(maximum.value()));
            case Refusal.PurchaseNotFound() -> Problem.of(ProblemCode.PURCHASE_NOT_FOUND, "No purchase has this id");
            case Refusal.RedemptionNotFound() ->
                Problem.of(ProblemCode.REDEMPTION_NOT_FOUND, "No redemption has this id");
            case Refusal.HoldTooLong(String pointer, Duration longest) ->
                Problem.invalid(pointer, "must not be more than " + longest);
            case Refusal.TooManyHolds(int most) ->
                Problem.of(ProblemCode.REDEMPTION_NOT_ALLOWED, "The member has %d open holds".formatted(most));
            case Refusal.TooManyRedemptions(int most, Duration retryAfter) ->
                Problem.of(ProblemCode.LIMIT_REACHED, "A member redeems at most %d times an hour".formatted(most))
                        .after(retryAfter);
            case Refusal.RedemptionNotUsable(OperationKey redemption) ->
                Problem.of(
                        ProblemCode.REDEMPTION_NOT_USABLE,
                        "%s is not this member's, has come to nothing, or pays for another purchase"
                                .formatted(redemption.id()));
            case Refusal.RedemptionNotHeld() ->
                Problem.of(ProblemCode.REDEMPTION_NOT_HELD, "It is not held, or no longer");
            case Refusal.CaptureExceedsHold(Points held) ->
                Problem.of(ProblemCode.CAPTURE_EXCEEDS_HOLD, "%d points are held".formatted(held.value()));
            case Refusal.ReversalExceedsRedemption(Points left) ->
                Problem.of(
                        ProblemCode.REVERSAL_EXCEEDS_REDEMPTION,
                        "%d points are left to give back".formatted(left.value()));
            case Refusal.RedemptionReversed() ->
                Problem.of(ProblemCode.REDEMPTION_REVERSED, "Reverse what is left of it instead");
            case Refusal.PurchaseNotPending() ->
                Problem.of(ProblemCode.PURCHASE_NOT_PENDING, "Nothing of it waits to become active");
            case Refusal.ActivationExceedsPurchase(Money left) ->
                Problem.of(
                        ProblemCode.ACTIVATION_EXCEEDS_PURCHASE,
                        "%d minor units are left to become active".formatted(left.minorUnits()));
            case Refusal.PurchaseRefunded() ->
                Problem.of(ProblemCode.PURCHASE_REFUNDED, "Refund what is left of it instead");
            case Refusal.RefundExceedsPurchase(Money left) ->
                Problem.of(
                        ProblemCode.REFUND_EXCEEDS_PURCHASE,
                        "%d minor units are left, perhaps of other lines".formatted(left.minorUnits()));
            case Refusal.OperationVoided() ->
                Problem.of(ProblemCode.OPERATION_VOIDED, "It was voided, and its id is closed");
            case Refusal.TooManySteps(int most) ->
                Problem.of(ProblemCode.TOO_MANY_STEPS, "There are %d already".formatted(most));
            case Refusal.OtherBusinessDate(var localDay) ->
                Problem.invalid("/businessDate", "must be within a day of " + localDay);
            case Refusal.OperationIdReused(var at, var total) ->
                Problem.of(ProblemCode.OPERATION_ID_REUSED, "Another request used this id at " + at)
                        .with("first", firstUse(at, total, programs));
        };
    }

    private static Map<String, Object> firstUse(Instant at, @Nullable Money total, Programs programs) {
        return new JsonObject()
                .with("at", at.toString())
                .with(
                        "total",
                        total == null
                                ? null
                                : MoneyJson.of(total, programs.current().currency()))
                .build();
    }
}
