package dev.tallystick.ledger;

/**
 * What a member is known by beside the id.
 *
 * @param value in its one form: a phone as E.164, an e-mail in lower case, an external id as {@code source:id}
 */
public record Identifier(Type type, String value) {

    public enum Type {
        PHONE,
        EMAIL,
        CARD_NUMBER,
        EXTERNAL_ID
    }
}
