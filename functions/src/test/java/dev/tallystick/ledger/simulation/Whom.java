package dev.tallystick.ledger.simulation;

import dev.tallystick.ledger.Directory;
import dev.tallystick.ledger.Identifier;
import dev.tallystick.ledger.MemberName;
import dev.tallystick.ledger.Proofs;
import dev.tallystick.points.MemberId;
import java.time.Duration;
import java.time.Instant;

/** A member, by id, phone or presence: how it is named does not count, whom the name means does. */
record Whom(MemberId member, MemberName name) {

    private static final Instant AFTER_ALL = Message.BEGINNING.plus(Duration.ofDays(100_000));

    static Whom byId(MemberId member) {
        return new Whom(member, new MemberName.ById(member));
    }

    static Whom byPhone(MemberId member, String phone) {
        return new Whom(member, new MemberName.ByIdentifier(new Identifier(Identifier.Type.PHONE, phone)));
    }

    /** Who showed a code there, so many steps after everything began; it is good for as long as anything happens. */
    static Whom byPresence(MemberId member, String source, long steps) {
        Directory.Found found = new Directory.Found(member, Proofs.step(Message.BEGINNING) + steps);
        return new Whom(member, new MemberName.ByPresence(Proofs.PRESENCES.of(found, source, AFTER_ALL), source));
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
        return member.value()
                + switch (name) {
                    case MemberName.ByPresence presence -> " present at " + presence.source();
                    case MemberName.ByIdentifier _ -> " by phone";
                    case MemberName.ById _, MemberName.ByCode _, MemberName.OfNobody _ -> "";
                };
    }
}
