package dev.tallystick.api;

import dev.tallystick.access.Source;
import dev.tallystick.json.Fields;
import dev.tallystick.ledger.Identifier;
import dev.tallystick.ledger.MemberCodes;
import dev.tallystick.ledger.MemberIds;
import dev.tallystick.ledger.MemberName;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** How requests name a member: {@code "member": {"phone": "…"}} with exactly one name. */
public final class MemberNames {

    private static final List<String> NAMES =
            List.of("memberId", "cardNumber", "phone", "email", "externalId", "memberCode", "presence");

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9]{4,32}[0-9]{8}");

    private MemberNames() {}

    /** Whom the field {@code member} names; a name of an impossible shape is nobody's. */
    public static MemberName read(Fields body, Source source) {
        Fields member = body.object("member");
        List<String> given = NAMES.stream().filter(member::has).toList();
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
            case "memberCode" -> byCode(value);
            case "presence" -> new MemberName.ByPresence(value, source.id());
            default -> throw new IllegalStateException("a name that nobody reads");
        };
    }

    /** The card's number and the digits after it. */
    private static MemberName byCode(String text) {
        int card = text.length() - MemberCodes.DIGITS;
        return card > 0 && CODE.matcher(text).matches()
                ? Identifiers.cardNumber(text.substring(0, card))
                        .<MemberName>map(number -> new MemberName.ByCode(number, text.substring(card)))
                        .orElseGet(MemberName.OfNobody::new)
                : new MemberName.OfNobody();
    }

    private static MemberName named(Optional<Identifier> identifier) {
        return identifier.<MemberName>map(MemberName.ByIdentifier::new).orElseGet(MemberName.OfNobody::new);
    }
}
