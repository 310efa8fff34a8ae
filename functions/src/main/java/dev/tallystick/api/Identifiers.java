package dev.tallystick.api;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import dev.tallystick.access.Source;
import dev.tallystick.json.JsonObject;
import dev.tallystick.ledger.Identifier;
import dev.tallystick.ledger.Profile;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Identifiers brought into the one form in which they are compared; nothing where a text cannot be one. */
public final class Identifiers {

    private static final int LONGEST = 254;
    private static final Pattern EMAIL = Pattern.compile("[^\\s@\\p{C}]{1,64}@[^\\s@\\p{C}.]+(\\.[^\\s@\\p{C}.]+)*");
    private static final Pattern CARD_NUMBER = Pattern.compile("[A-Za-z0-9]{4,32}");
    private static final Pattern EXTERNAL_ID = Pattern.compile("[!-~]{1,128}");

    /** Types by the names that the interface has for them. */
    private static final Map<String, Identifier.Type> TYPES = Map.of(
            "phone", Identifier.Type.PHONE,
            "email", Identifier.Type.EMAIL,
            "cardNumber", Identifier.Type.CARD_NUMBER,
            "externalId", Identifier.Type.EXTERNAL_ID);

    private Identifiers() {}

    /** The type of that name in the interface, or null. */
    public static Identifier.@Nullable Type type(String name) {
        return TYPES.get(name);
    }

    /** An identifier in its one form, as a source names it. */
    public static Optional<Identifier> of(Identifier.Type type, String text, Source source) {
        return switch (type) {
            case PHONE -> phone(text, source.country());
            case EMAIL -> email(text);
            case CARD_NUMBER -> cardNumber(text);
            case EXTERNAL_ID -> externalId(text, source.id());
        };
    }

    /** What an identifier of a type must be, for a message. */
    public static String expected(Identifier.Type type, Source source) {
        return switch (type) {
            case PHONE -> "must be a possible phone number, international or national in " + source.country();
            case EMAIL -> "must be an e-mail address";
            case CARD_NUMBER -> "must have 4 to 32 letters and digits";
            case EXTERNAL_ID -> "must have 1 to 128 visible ASCII characters";
        };
    }

    /** An identifier as answers show it; an external id with the source whose it is. */
    public static JsonObject json(Profile.Known known) {
        String value = known.identifier().value();
        boolean external = known.identifier().type() == Identifier.Type.EXTERNAL_ID;
        int colon = value.indexOf(':');
        return new JsonObject()
                .with("identifierId", known.id())
                .with("type", name(known.identifier().type()))
                .with("value", external ? value.substring(colon + 1) : value)
                .with("source", external ? value.substring(0, colon) : null)
                .with("blocked", known.blockedAt() == null ? null : true);
    }

    private static String name(Identifier.Type type) {
        return switch (type) {
            case PHONE -> "phone";
            case EMAIL -> "email";
            case CARD_NUMBER -> "cardNumber";
            case EXTERNAL_ID -> "externalId";
        };
    }

    /** A phone in E.164: international, or national in a country, of a length that is possible there. */
    public static Optional<Identifier> phone(String text, String country) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        PhoneNumberUtil phones = PhoneNumberUtil.getInstance();
        try {
            PhoneNumber number = phones.parse(text, country);
            boolean possible = phones.isPossibleNumberWithReason(number) == ValidationResult.IS_POSSIBLE
                    && number.getExtension().isEmpty();
            return possible
                    ? Optional.of(new Identifier(Identifier.Type.PHONE, phones.format(number, PhoneNumberFormat.E164)))
                    : Optional.empty();
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }

    /** An e-mail without white space around it, in NFC and lower case. */
    public static Optional<Identifier> email(String text) {
        if (text.length() > 2 * LONGEST) {
            return Optional.empty();
        }
        String lower = Normalizer.normalize(text.strip(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        String email = Normalizer.normalize(lower, Normalizer.Form.NFC);
        return email.length() <= LONGEST && EMAIL.matcher(email).matches()
                ? Optional.of(new Identifier(Identifier.Type.EMAIL, email))
                : Optional.empty();
    }

    public static Optional<Identifier> cardNumber(String text) {
        return CARD_NUMBER.matcher(text).matches()
                ? Optional.of(new Identifier(Identifier.Type.CARD_NUMBER, text))
                : Optional.empty();
    }

    /** An id that a source gave its customer; two sources may give the same. */
    public static Optional<Identifier> externalId(String text, String source) {
        return EXTERNAL_ID.matcher(text).matches()
                ? Optional.of(new Identifier(Identifier.Type.EXTERNAL_ID, source + ":" + text))
                : Optional.empty();
    }
}
