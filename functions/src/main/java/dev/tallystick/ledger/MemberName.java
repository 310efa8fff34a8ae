package dev.tallystick.ledger;

import dev.tallystick.points.MemberId;

/** How a request names a member. */
public sealed interface MemberName {

    record ById(MemberId id) implements MemberName {}

    record ByIdentifier(Identifier identifier) implements MemberName {}

    /** A name of a shape that no member's can have. */
    record OfNobody() implements MemberName {}
}
