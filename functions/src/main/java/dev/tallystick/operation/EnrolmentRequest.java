package dev.tallystick.operation;

import dev.tallystick.access.Caller;
import dev.tallystick.access.Source;
import dev.tallystick.api.Identifiers;
import dev.tallystick.api.Write;
import dev.tallystick.json.Fields;
import dev.tallystick.json.JsonObject;
import dev.tallystick.ledger.Identifier;
import dev.tallystick.ledger.LedgerStore;
import dev.tallystick.ledger.Profile;
import dev.tallystick.points.MemberId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A customer joins. Every identifier is in its one form already. */
record EnrolmentRequest(
        Write write,
        @Nullable String name,
        @Nullable Identifier phone,
        @Nullable Identifier email,
        @Nullable Identifier cardNumber,
        @Nullable Identifier externalId,
        @Nullable String locale) {

    static EnrolmentRequest read(Fields body, Caller caller) {
        EnrolmentRequest request = new EnrolmentRequest(
                Write.read(body, "enrolmentId"),
                body.optionalText("name", Profile.LONGEST_NAME),
                identifier(body, "phone", Identifier.Type.PHONE, caller.source()),
                identifier(body, "email", Identifier.Type.EMAIL, caller.source()),
                identifier(body, "cardNumber", Identifier.Type.CARD_NUMBER, caller.source()),
                identifier(body, "externalId", Identifier.Type.EXTERNAL_ID, caller.source()),
                body.optionalMatch("locale", Profile.LOCALE));
        body.finish();
        return request;
    }

    /** The fields by which a repeat is known to be the same. */
    JsonObject asked() {
        return new JsonObject()
                .with("name", name)
                .with("phone", value(phone))
                .with("email", value(email))
                .with("cardNumber", value(cardNumber))
                .with("externalId", value(externalId))
                .with("locale", locale);
    }

    /** What the member brings, with a card drawn where none is given. */
    LedgerStore.NewMember newMember(MemberId member) {
        Identifier card =
                cardNumber == null ? new Identifier(Identifier.Type.CARD_NUMBER, CardNumbers.draw()) : cardNumber;
        List<Identifier> identifiers = Stream.of(card, phone, email, externalId)
                .filter(Objects::nonNull)
                .toList();
        return new LedgerStore.NewMember(
                Profile.joining(member, name, locale, identifiers), identifiers, cardNumber == null);
    }

    private static @Nullable String value(@Nullable Identifier identifier) {
        return identifier == null ? null : identifier.value();
    }

    private static @Nullable Identifier identifier(Fields body, String name, Identifier.Type type, Source source) {
        String text = body.optionalAnyText(name);
        if (text == null) {
            return null;
        }
        Optional<Identifier> identifier = Identifiers.of(type, text, source);
        if (identifier.isEmpty()) {
            body.fault(name, Identifiers.expected(type, source));
        }
        return identifier.orElse(null);
    }
}
