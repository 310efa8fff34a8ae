package dev.tallystick.http;

import java.util.Locale;

/** Every way in which an answer can be a problem. The names, in kebab-case, are the interface's codes and never change. */
public enum ProblemCode {
    INVALID_REQUEST(400, "The request is not valid", false),
    UNAUTHENTICATED(401, "A valid API key or wallet token is needed", false),
    FORBIDDEN(403, "The API key or wallet token may not do this", false),
    NOT_FOUND(404, "There is nothing at this path", false),
    MEMBER_NOT_FOUND(404, "There is no such member", false),
    PURCHASE_NOT_FOUND(404, "There is no such purchase", false),
    BATCH_NOT_FOUND(404, "There is no such batch", false),
    REDEMPTION_NOT_FOUND(404, "There is no such redemption", false),
    SOURCE_NOT_FOUND(404, "There is no such source", false),
    KEY_NOT_FOUND(404, "There is no such key", false),
    WEBHOOK_NOT_FOUND(404, "There is no such webhook", false),
    IDENTIFIER_NOT_FOUND(404, "The member has no such identifier", false),
    METHOD_NOT_ALLOWED(405, "This path does not take this method", false),
    MEMBER_ERASED(409, "The member was erased", false),
    IDENTIFIER_TAKEN(409, "The identifier belongs to a member already", false),
    OPERATION_VOIDED(409, "The operation was voided", false),
    PURCHASE_NOT_PENDING(409, "Nothing of the purchase is pending", false),
    PURCHASE_REFUNDED(409, "Goods of the purchase came back already", false),
    REDEMPTION_NOT_HELD(409, "The redemption is not held", false),
    REDEMPTION_REVERSED(409, "Points of the redemption were given back already", false),
    SOURCE_EXISTS(409, "There is another source of this id", false),
    KEY_IN_USE(409, "A key cannot revoke itself", false),
    KEY_REVOKED(409, "The key is revoked", false),
    BODY_TOO_LARGE(413, "The body is too large", false),
    PRECONDITION_FAILED(412, "It has changed meanwhile", false),
    UNSUPPORTED_MEDIA_TYPE(415, "The body is not JSON by its Content-Type", false),
    PRECONDITION_REQUIRED(428, "The header If-Match is needed", false),
    IDENTIFIER_BLOCKED(422, "The identifier was blocked", false),
    LAST_CARD_NUMBER(422, "A member always has a card number", false),
    TOO_MANY_IDENTIFIERS(422, "The member has too many identifiers", false),
    TOO_MANY_CONSENTS(422, "The member has too many consents", false),
    INSUFFICIENT_POINTS(422, "The member has fewer points", false),
    REDEMPTION_NOT_ALLOWED(422, "The program does not allow this redemption", false),
    REDEMPTION_NOT_USABLE(422, "The redemption cannot pay for this purchase", false),
    CAPTURE_EXCEEDS_HOLD(422, "More than is held", false),
    REVERSAL_EXCEEDS_REDEMPTION(422, "More than is left to give back", false),
    ACTIVATION_EXCEEDS_PURCHASE(422, "More than is left of the purchase", false),
    REFUND_EXCEEDS_PURCHASE(422, "More than is left of the purchase", false),
    TOO_MANY_WEBHOOKS(422, "There are too many webhooks", false),
    TOO_MANY_STEPS(422, "Too much has happened to the operation", false),
    OPERATION_ID_REUSED(422, "Another request has used this id", false),
    LIMIT_REACHED(429, "The program's limit is reached", true),
    RATE_LIMITED(429, "The key's requests of this minute are used up", true),
    INTERNAL_ERROR(500, "Something went wrong on our side", true),
    BUSY(503, "Too much at once; try again", true);

    private final int status;
    private final String title;
    private final boolean retryable;

    ProblemCode(int status, String title, boolean retryable) {
        this.status = status;
        this.title = title;
        this.retryable = retryable;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** Whether the same request may succeed later. */
    public boolean retryable() {
        return retryable;
    }

    /** As the interface names it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
