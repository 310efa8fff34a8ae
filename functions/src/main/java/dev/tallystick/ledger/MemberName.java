package dev.tallystick.ledger;

import dev.tallystick.points.MemberId;

/** How a request names a member. */
public sealed interface MemberName {

    record ById(MemberId id) implements MemberName {}

    record ByIdentifier(Identifier identifier) implements MemberName {}

    /** A card's number with the digits that the member's phone shows. */
    record ByCode(Identifier card, String digits) implements MemberName {}

    /** What a source got for a code. */
    record ByPresence(String presence, String source) implements MemberName {}

    /** A name of a shape that no member's can have. */
    record OfNobody() implements MemberName {}
}
