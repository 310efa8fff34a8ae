package dev.tallystick.api;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import dev.tallystick.ledger.Identifier;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Identifiers brought into the one form in which they are compared; nothing where a text cannot be one. */
public final class Identifiers {

    private static final int LONGEST = 254;
    private static final Pattern EMAIL = Pattern.compile("[^\\s@\\p{C}]{1,64}@[^\\s@\\p{C}.]+(\\.[^\\s@\\p{C}.]+)*");
    private static final Pattern CARD_NUMBER = Pattern.compile("[A-Za-z0-9]{4,32}");
    private static final Pattern EXTERNAL_ID = Pattern.compile("[!-~]{1,128}");

    private Identifiers() {}

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
