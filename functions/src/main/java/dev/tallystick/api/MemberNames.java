package dev.tallystick.api;

import dev.tallystick.access.Source;
import dev.tallystick.json.Fields;
import dev.tallystick.ledger.Identifier;
import dev.tallystick.ledger.MemberIds;
import dev.tallystick.ledger.MemberName;
import java.util.List;
import java.util.Optional;

/** How requests name a member: {@code "member": {"phone": "…"}} with exactly one name. */
public final class MemberNames {

    private static final List<String> NAMES = List.of("memberId", "cardNumber", "phone", "email", "externalId");

    private MemberNames() {}

    /** Whom the field {@code member} names; a name of an impossible shape is nobody's. */
    public static MemberName read(Fields body, Source source) {
        Fields member = body.object("member");
        List<String> given = NAMES.stream().filter(member::has).toList();
        member.notYet("memberCode", "presence");
        member.noOthers();
        if (given.size() != 1) {
            member.fault("", "must have exactly one of " + String.join(", ", NAMES));
            return new MemberName.OfNobody();
        }
        String name = given.getFirst();
        String value = member.anyText(name);
        return switch (name) {
            case "memberId" -> MemberIds.named(value);
            case "cardNumber" -> named(Identifiers.cardNumber(value));
            case "phone" -> named(Identifiers.phone(value, source.country()));
            case "email" -> named(Identifiers.email(value));
            case "externalId" -> named(Identifiers.externalId(value, source.id()));
            default -> throw new IllegalStateException("a name that nobody reads");
        };
    }

    private static MemberName named(Optional<Identifier> identifier) {
        return identifier.<MemberName>map(MemberName.ByIdentifier::new).orElseGet(MemberName.OfNobody::new);
    }
}
