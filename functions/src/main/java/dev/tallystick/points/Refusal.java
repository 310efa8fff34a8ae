package dev.tallystick.points;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Why a command was not carried out. A refused command leaves nothing and does not use up its id. */
public sealed interface Refusal {

    /** No such member, or none any more. */
    record MemberNotFound() implements Refusal {}

    /** A phone, e-mail, card or external id already belongs to a member. */
    record IdentifierTaken(String type) implements Refusal {}

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

    /** Another request has used this operation's id. What it recorded is named so that the caller can tell. */
    record OperationIdReused(Instant at, @Nullable Money total) implements Refusal {}
}
