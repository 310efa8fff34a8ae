package dev.tallystick.ledger.simulation;

import dev.tallystick.ledger.Identifier;
import dev.tallystick.ledger.MemberName;
import dev.tallystick.points.MemberId;

/** A member, by id or by phone: how it is named does not count, whom the name means does. */
record Whom(MemberId member, MemberName name) {

    static Whom byId(MemberId member) {
        return new Whom(member, new MemberName.ById(member));
    }

    static Whom byPhone(MemberId member, String phone) {
        return new Whom(member, new MemberName.ByIdentifier(new Identifier(Identifier.Type.PHONE, phone)));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Whom whom && member.equals(whom.member);
    }

    @Override
    public int hashCode() {
        return member.hashCode();
    }

    @Override
    public String toString() {
        return member.value() + (name instanceof MemberName.ById ? "" : " by phone");
    }
}
