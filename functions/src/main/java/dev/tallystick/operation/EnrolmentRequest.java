package dev.tallystick.operation;

import dev.tallystick.access.Caller;
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
import java.util.function.Function;
import java.util.regex.Pattern;
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

    private static final int LONGEST_NAME = 200;
    private static final Pattern LOCALE = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}");

    static EnrolmentRequest read(Fields body, Caller caller) {
        EnrolmentRequest request = new EnrolmentRequest(
                Write.read(body, "enrolmentId"),
                body.optionalText("name", LONGEST_NAME),
                identifier(
                        body,
                        "phone",
                        "must be a possible phone number, international or national in "
                                + caller.source().country(),
                        text -> Identifiers.phone(text, caller.source().country())),
                identifier(body, "email", "must be an e-mail address", Identifiers::email),
                identifier(body, "cardNumber", "must have 4 to 32 letters and digits", Identifiers::cardNumber),
                identifier(
                        body,
                        "externalId",
                        "must have 1 to 128 visible ASCII characters",
                        text -> Identifiers.externalId(text, caller.source().id())),
                body.optionalMatch("locale", LOCALE));
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

    private static @Nullable Identifier identifier(
            Fields body, String name, String expected, Function<String, Optional<Identifier>> read) {
        String text = body.optionalAnyText(name);
        if (text == null) {
            return null;
        }
        Optional<Identifier> identifier = read.apply(text);
        if (identifier.isEmpty()) {
            body.fault(name, expected);
        }
        return identifier.orElse(null);
    }
}
