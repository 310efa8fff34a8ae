package dev.tallystick.points;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Why a command was not carried out. A refused command leaves nothing and does not use up its id. */
public sealed interface Refusal {

    /** No such member, or none any more. */
    record MemberNotFound() implements Refusal {}

    /** The member that it is about was erased. */
    record MemberErased() implements Refusal {}

    /** A phone, e-mail, card or external id already belongs to a member. */
    record IdentifierTaken(String type) implements Refusal {}

    /** The phone, e-mail, card or external id was blocked, so that nobody can be named by it. */
    record IdentifierBlocked(String type) implements Refusal {}

    /** The member has no identifier of this id. */
    record IdentifierNotFound() implements Refusal {}

    /** A member always has a card. */
    record LastCardNumber() implements Refusal {}

    /** As many identifiers as a member has. */
    record TooManyIdentifiers(int most) implements Refusal {}

    /** As many consents as a member is asked for. */
    record TooManyConsents(int most) implements Refusal {}

    /** The member has fewer points than asked for. */
    record InsufficientPoints(Balance balance) implements Refusal {}

    /** Below the program's minimum. */
    record BelowMinimum(Points minimum) implements Refusal {}

    /** Not a multiple of the program's step. */
    record NotAStep(Points step) implements Refusal {}

    /** A time further ahead than clocks may differ. */
    record TooFarAhead(Instant latest) implements Refusal {}

    /** More points at once than an account is made for. */
    record TooManyPoints(Points maximum) implements Refusal {}

    /** A business date further than a day from the source's local day. */
    record OtherBusinessDate(LocalDate localDay) implements Refusal {}

    /** No purchase has this id. */
    record PurchaseNotFound() implements Refusal {}

    /** No redemption has this id. */
    record RedemptionNotFound() implements Refusal {}

    /** The program wants a member code for it here, and none was shown. */
    record MemberCodeNeeded() implements Refusal {}

    /** The member code, or what was made of it, has been spent with already. */
    record MemberCodeUsed() implements Refusal {}

    /** A hold of longer than the program allows. */
    record HoldTooLong(String pointer, Duration longest) implements Refusal {}

    /** The member has as many open holds as one can have. */
    record TooManyHolds(int most) implements Refusal {}

    /** The member has redeemed as often as the program allows in an hour. */
    record TooManyRedemptions(int most, Duration retryAfter) implements Refusal {}

    /** A redemption that is not this member's, has come to nothing, or pays for another purchase. */
    record RedemptionNotUsable(OperationKey redemption) implements Refusal {}

    /** The redemption is not held: released, expired, captured, spent at once or voided. */
    record RedemptionNotHeld() implements Refusal {}

    /** More than is held. */
    record CaptureExceedsHold(Points held) implements Refusal {}

    /** More than is left to give back. */
    record ReversalExceedsRedemption(Points left) implements Refusal {}

    /** Points of it were given back already, so it cannot be voided. */
    record RedemptionReversed() implements Refusal {}

    /** None of its points are pending. */
    record PurchaseNotPending() implements Refusal {}

    /** More than is left to be collected, delivered or paid. */
    record ActivationExceedsPurchase(Money left) implements Refusal {}

    /** Goods of it came back already, so it cannot be voided. */
    record PurchaseRefunded() implements Refusal {}

    /** More than is left of the purchase, or of some lines of it. */
    record RefundExceedsPurchase(Money left) implements Refusal {}

    /** The operation was voided, perhaps before it came. */
    record OperationVoided() implements Refusal {}

    /** As many steps as one operation takes. */
    record TooManySteps(int most) implements Refusal {}

    /** Another request has used this operation's id. What it recorded is named so that the caller can tell. */
    record OperationIdReused(Instant at, @Nullable Money total) implements Refusal {}
}
